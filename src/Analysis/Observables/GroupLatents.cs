namespace LatentSim.Analysis;

/// <summary>
/// Counts of one group of walkers: psi_1, and at each lag the number of pairs and, for each coordinate, the sums of both members and of their products.
/// Coordinates are whole numbers of 1/4096 from the middle of [0, 1]: integer sums do not depend on the order of the frames.
/// </summary>
internal sealed class GroupLatents(int dimension)
{
    internal const int Scale = 4096;

    internal static HistogramAxis Axis { get; } = new(-0.1, 1.1, 60);

    internal Histogram1D Histogram { get; set; } = new(Axis);

    /// <summary>By lag.</summary>
    internal long[] Pairs { get; } = new long[LatentLags.Steps.Length];

    /// <summary>[lag, dimension].</summary>
    internal long[] Members { get; } = new long[LatentLags.Steps.Length * dimension];

    /// <summary>[lag, dimension].</summary>
    internal long[] Products { get; } = new long[LatentLags.Steps.Length * dimension];

    internal static short Quantize(float value) => (short)Math.Clamp(Math.Round((value - 0.5) * Scale), -short.MaxValue, short.MaxValue);

    /// <summary>Adds the products of samples of a coordinate with as many others, which lag behind them, and the sums of both.</summary>
    internal void AddProducts(int lag, int coordinate, ReadOnlySpan<short> samples, ReadOnlySpan<short> others)
    {
        others = others[..samples.Length];
        var (sum, products) = (0L, 0L);
        for (var i = 0; i < samples.Length; i++)
        {
            sum += samples[i] + others[i];
            products += samples[i] * others[i];
        }

        Members[lag * dimension + coordinate] += sum;
        Products[lag * dimension + coordinate] += products;
    }

    internal void Add(GroupLatents other)
    {
        Histogram.Add(other.Histogram);
        for (var i = 0; i < Pairs.Length; i++) Pairs[i] += other.Pairs[i];
        for (var i = 0; i < Members.Length; i++)
        {
            Members[i] += other.Members[i];
            Products[i] += other.Products[i];
        }
    }
}

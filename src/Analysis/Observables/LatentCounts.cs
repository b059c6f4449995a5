namespace LatentSim.Analysis;

/// <summary>What is kept of one walker's latent coordinates: where it is, and the samples that each level of <see cref="LatentLags"/> remembers.</summary>
internal sealed class WalkerLatents(int dimension)
{
    internal long Frames { get; set; }

    /// <summary>First of the consecutive steps up to the last.</summary>
    internal long FirstStep { get; set; }

    internal long LastStep { get; set; }

    /// <summary>[level, step / 2^level modulo the depth, dimension].</summary>
    internal short[] Recent { get; private init; } = new short[LatentLags.Levels * LatentLags.Depth * dimension];

    internal Span<short> At(int level, long index) =>
        Recent.AsSpan((level * LatentLags.Depth + (int)(index % LatentLags.Depth)) * dimension, dimension);

    internal WalkerLatents Copy() => new(dimension) { Frames = Frames, FirstStep = FirstStep, LastStep = LastStep, Recent = [.. Recent] };
}

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

    internal void AddPair(int lag, ReadOnlySpan<short> first, ReadOnlySpan<short> second)
    {
        Pairs[lag]++;
        for (var d = 0; d < dimension; d++)
        {
            Members[lag * dimension + d] += first[d] + second[d];
            Products[lag * dimension + d] += first[d] * second[d];
        }
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

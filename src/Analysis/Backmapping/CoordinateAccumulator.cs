namespace LatentSim.Analysis;

/// <summary>Counts many bonds, or many angles.</summary>
internal sealed class CoordinateAccumulator
{
    // Bonds of more than 0.3 nm are none; bins are a tenth of the precision at which trajectories are usually stored.
    internal static readonly HistogramAxis Bonds = new(0, 0.3, 3000);

    internal static readonly HistogramAxis Angles = new(0, Math.PI, 1800);

    private readonly HistogramAxis _axis;
    private readonly LengthMoments[] _moments;
    private readonly Histogram1D[] _histograms;

    internal CoordinateAccumulator(HistogramAxis axis, int count)
    {
        _axis = axis;
        _moments = LengthMoments.Many(count);
        _histograms = [.. Enumerable.Range(0, count).Select(_ => new Histogram1D(axis))];
    }

    internal void Add(int coordinate, double value)
    {
        _moments[coordinate].Add(value);
        _histograms[coordinate].Add(Math.Min(value, _axis.High));
    }

    internal IReadOnlyList<CoordinateStatistics> Finish(Func<int, (string Name, bool ToHydrogen)> describe) => [.. _moments.Select((m, i) =>
    {
        var (name, toHydrogen) = describe(i);
        return new CoordinateStatistics(name, toHydrogen, m.Mean, m.StandardDeviation, _histograms[i]);
    })];
}

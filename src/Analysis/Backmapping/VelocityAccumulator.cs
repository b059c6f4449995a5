using LatentSim.Molecules.Geometry;

namespace LatentSim.Analysis;

/// <summary>Measures the motion between consecutive frames of a stream, in bounded memory.</summary>
internal sealed class VelocityAccumulator(int atoms, double lagTime, bool superposed)
{
    // Blocks hold bins of 1 nm / 1000, of which many are kept; the whole, the finer ones of DistanceHistogram.
    private static readonly HistogramAxis BlockAxis = new(0, DistanceHistogram.MaximumBins * DistanceHistogram.BinWidth, 2000);

    private readonly float[] _before = new float[3 * atoms];
    private readonly DistanceHistogram _all = new();
    private readonly ContiguousBlocks<Histogram1D> _blocks = new(() => new Histogram1D(BlockAxis), (sum, part) => sum.Add(part));
    private readonly BlockedMoments _mean = new();
    private bool _hasBefore;

    internal void BeginTrajectory() => _hasBefore = false;

    internal void Add(ReadOnlySpan<float> positions)
    {
        if (_hasBefore) Count(superposed ? Superposition.MinimalRmsd(positions, _before) : Distance(positions, _before));
        positions.CopyTo(_before);
        _hasBefore = true;
    }

    /// <summary>The distribution; null where no two frames followed one another.</summary>
    internal VelocityDistribution? Finish()
    {
        if (_all.Total == 0) return null;
        var mean = _mean.Mean();
        return new VelocityDistribution(_all, new Estimate(mean.Value / lagTime, mean.StandardError / lagTime), lagTime, BlockDistance());
    }

    private void Count(double displacement)
    {
        _all.Add(displacement);
        _mean.Add(displacement);
        _blocks.Next().Add(Math.Min(displacement, BlockAxis.High));
    }

    private double? BlockDistance()
    {
        var blocks = _blocks.Blocks(BlockAverage.DefaultBlocks);
        if (blocks.Count < 2) return null;
        var whole = new Histogram1D(BlockAxis);
        foreach (var block in blocks) whole.Add(block);
        return blocks.Average(block => DistributionDistance.KolmogorovSmirnov(block, whole));
    }

    private static double Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += (double)(a[i] - b[i]) * (a[i] - b[i]);
        return Math.Sqrt(3 * sum / a.Length);
    }
}

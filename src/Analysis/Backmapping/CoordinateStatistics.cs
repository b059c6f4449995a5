namespace LatentSim.Analysis;

/// <summary>The distribution of a bond's length, in nm, or of an angle, in radians.</summary>
/// <param name="Name">Its atoms.</param>
/// <param name="ToHydrogen">Whether one of its ends is a hydrogen.</param>
/// <param name="Mean">Mean.</param>
/// <param name="StandardDeviation">Standard deviation.</param>
/// <param name="Distribution">Counts; what is beyond the axis is counted in its last bin.</param>
public sealed record CoordinateStatistics(string Name, bool ToHydrogen, double Mean, double StandardDeviation, Histogram1D Distribution)
{
    /// <summary>Kolmogorov-Smirnov distance to the same coordinate of another ensemble.</summary>
    public double DistanceTo(CoordinateStatistics other) => DistributionDistance.KolmogorovSmirnov(Distribution, other.Distribution);
}

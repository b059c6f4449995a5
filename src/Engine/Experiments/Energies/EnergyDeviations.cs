using LatentSim.Analysis;

namespace LatentSim.Engine.Experiments;

/// <summary>The energy deviation delta E of one trajectory over time. Where it diverged, all is infinite but the series up to there.</summary>
/// <param name="Duration">How long.</param>
/// <param name="Mean">The mean of |delta E|.</param>
/// <param name="Largest">Its maximum.</param>
/// <param name="Slope">The slope of delta E over time.</param>
/// <param name="DivergedAt">When the energy was no longer finite; null if it stayed so.</param>
/// <param name="Series">The mean of |delta E|, and its maximum, in bins of time.</param>
internal sealed record EnergyDeviations(double Duration, double Mean, double Largest, DriftSlope Slope, double? DivergedAt, IReadOnlyList<TimeBin> Series);

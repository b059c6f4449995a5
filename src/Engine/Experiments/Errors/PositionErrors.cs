using LatentSim.Analysis;

namespace LatentSim.Engine.Experiments;

/// <summary>The position error of one trajectory over time. Where it diverged, all is infinite but the series up to there.</summary>
/// <param name="Mean">Its mean over the frames that the integrator made.</param>
/// <param name="Largest">Its maximum.</param>
/// <param name="AtEnd">Its mean over the last tenth of the time.</param>
/// <param name="DivergedAt">When positions were no longer finite; null if they stayed so.</param>
/// <param name="Series">Its mean and maximum in bins of time.</param>
internal sealed record PositionErrors(double Mean, double Largest, double AtEnd, double? DivergedAt, IReadOnlyList<TimeBin> Series);

namespace LatentSim.Analysis;

/// <summary>The coarse trajectory that a run was made of.</summary>
/// <param name="Ensemble">What it shows by itself; null where its sites do not fix the plane.</param>
/// <param name="Deviation">How far the run's sites are from it; null where that was not measured.</param>
/// <param name="IsOutOfDistribution">Whether it is one of a coarse model, and not that of MD.</param>
public sealed record BackmapInput(BackmapEnsemble? Ensemble, SiteDeviation? Deviation, bool IsOutOfDistribution);

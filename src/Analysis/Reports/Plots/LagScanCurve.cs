namespace LatentSim.Analysis.Reports;

/// <summary>A figure against lag.</summary>
/// <param name="Name">Its name in the legend: "t₁".</param>
/// <param name="Lags">Lags.</param>
/// <param name="Values">The figure at each; one that is not finite is left out.</param>
/// <param name="Errors">Standard errors; null for none.</param>
public sealed record LagScanCurve(string Name, IReadOnlyList<double> Lags, IReadOnlyList<double> Values, IReadOnlyList<double>? Errors = null);

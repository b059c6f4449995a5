namespace LatentSim.Analysis;

/// <summary>A number with its standard error over blocks of the sample; the error is null where fewer than two blocks have the number.</summary>
/// <param name="Value">The estimate from all frames; null where there is none.</param>
/// <param name="StandardError">Its standard error.</param>
public sealed record Estimate(double? Value, double? StandardError);

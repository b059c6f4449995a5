namespace LatentSim.Analysis;

/// <summary>A slope over time, as <see cref="LinearDrift"/> judges it.</summary>
/// <param name="Value">The slope, in the quantity's unit over time's.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="IsConsistentWithZero">Whether its 95 % interval holds zero, or it is below rounding.</param>
/// <param name="Blocks">The blocks that it was fitted to.</param>
public sealed record DriftSlope(double Value, double StandardError, bool IsConsistentWithZero, int Blocks);

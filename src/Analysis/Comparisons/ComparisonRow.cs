namespace LatentSim.Analysis;

/// <summary>One figure of a comparison of a run with MD.</summary>
/// <param name="Figure">What it is.</param>
/// <param name="Asked">What is asked of it, in words; empty where nothing is.</param>
/// <param name="Measured">What was measured, in words, with its unit.</param>
/// <param name="Value">What was measured, as a number; null where it could not be.</param>
/// <param name="Context">What MD itself shows: its value, its error, or MD against MD; may be empty.</param>
/// <param name="Verdict">Whether the one fits the other.</param>
public sealed record ComparisonRow(string Figure, string Asked, string Measured, double? Value, string Context, Verdict Verdict);

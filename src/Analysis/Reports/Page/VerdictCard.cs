namespace LatentSim.Analysis.Reports;

/// <summary>One figure in the panel at the top of a report.</summary>
/// <param name="Name">What it is, in a few words.</param>
/// <param name="Measured">What was measured, with its unit and error: "0.31 ± 0.02 kT".</param>
/// <param name="Asked">What is asked of it; empty where nothing is.</param>
/// <param name="Reference">What MD itself shows; may be empty.</param>
/// <param name="Verdict">Whether it is as asked.</param>
public sealed record VerdictCard(string Name, string Measured, string Asked, string Reference, Verdict Verdict)
{
    /// <summary>The card of a row of a comparison, under its own name or a shorter one.</summary>
    public static VerdictCard Of(ComparisonRow row, string? name = null) => new(name ?? row.Figure, row.Measured, row.Asked, row.Context, row.Verdict);
}

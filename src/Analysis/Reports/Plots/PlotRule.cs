namespace LatentSim.Analysis.Reports;

/// <summary>A dashed line across a picture: the lag that was chosen, an exact value.</summary>
/// <param name="At">Where it crosses its axis.</param>
/// <param name="Label">What the legend calls it; may be empty.</param>
public sealed record PlotRule(double At, string Label)
{
    /// <summary>Whether it lies flat, at a place on the vertical axis.</summary>
    public bool Flat { get; init; }
}

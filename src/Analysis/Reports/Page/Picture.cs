namespace LatentSim.Analysis.Reports;

/// <summary>A picture of a report, and the numbers that it shows.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Markup">Its elements, as they stand in the page.</param>
/// <param name="Data">Its numbers.</param>
public sealed record Picture(string Title, string Markup, DataTable Data)
{
    /// <summary>The width at which its letters have the size of the page's.</summary>
    public double Width { get; init; } = 450;
}

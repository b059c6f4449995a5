namespace LatentSim.Analysis.Reports;

/// <summary>The points of one source in a <see cref="PointPlot"/>.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Points">A point for each category.</param>
public sealed record PointSeries(string Name, IReadOnlyList<PlotPoint> Points)
{
    /// <summary>Its colour; null for the next that is free.</summary>
    public SeriesColor? Color { get; init; }
}

namespace LatentSim.Analysis.Reports;

/// <summary>A name of a legend and its sample.</summary>
/// <param name="Name">The name.</param>
/// <param name="Class">The class of its colour.</param>
internal sealed record LegendEntry(string Name, string Class)
{
    public bool HasLine { get; init; }

    public bool HasDot { get; init; }

    public bool HasArea { get; init; }

    public string LineStyle { get; init; } = "line";

    internal static LegendEntry Of(PlotSeries series, string color) => new(series.Name, series.Style == SeriesStyle.Region ? "region" : color)
    {
        HasLine = series.Style is SeriesStyle.Curve or SeriesStyle.Fit or SeriesStyle.JoinedPoints,
        HasDot = series.Style is SeriesStyle.Points or SeriesStyle.JoinedPoints,
        HasArea = series.Style == SeriesStyle.Region || series.Filled || (series.Style == SeriesStyle.Curve && series.Errors is not null),
        LineStyle = series.Style == SeriesStyle.Fit ? "fit" : "line",
    };
}

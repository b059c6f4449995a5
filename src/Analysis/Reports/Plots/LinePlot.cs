namespace LatentSim.Analysis.Reports;

/// <summary>A picture of curves over one axis, with bands for errors, and a legend.</summary>
public static class LinePlot
{
    private const double TitleHeight = 26;
    private const double RightMargin = 18;
    private const int MostDashed = 400;

    /// <summary>Draws it.</summary>
    /// <param name="title">Stands above it.</param>
    /// <param name="horizontal">Axis of the abscissas.</param>
    /// <param name="vertical">Axis of the ordinates.</param>
    /// <param name="series">The curves, at most six.</param>
    /// <param name="size">Its size; null for <see cref="PlotSize.Standard"/>.</param>
    /// <param name="rules">Dashed lines across it.</param>
    public static Picture Draw(string title, Axis horizontal, Axis vertical, IReadOnlyList<PlotSeries> series, PlotSize? size = null, IReadOnlyList<PlotRule>? rules = null)
    {
        var extent = size ?? PlotSize.Standard;
        var colors = SeriesColors.Classes(series.Select(s => s.Style == SeriesStyle.Region ? SeriesColor.Grey : s.Color));
        var legend = new Legend([.. Entries(series, colors, rules ?? [])], extent.Width + RightMargin);
        var top = TitleHeight + legend.Height;
        var width = PlotArea.LeftMargin + extent.Width + RightMargin;
        var svg = new SvgWriter(width, top + extent.Height + PlotArea.BottomMargin, title);
        var area = new PlotArea(horizontal, vertical, PlotArea.LeftMargin, top, extent);
        area.DrawAxes(svg, grid: true);
        for (var s = 0; s < series.Count; s++) DrawArea(svg, area, series[s], vertical, colors[s]);
        foreach (var rule in rules ?? []) DrawRule(svg, area, rule);
        for (var s = 0; s < series.Count; s++) DrawLine(svg, area, series[s], colors[s]);
        svg.Text(area.Left + extent.Width / 2, 15, title, style: "title");
        legend.Draw(svg, area.Left, TitleHeight - 2);
        return new Picture(title, svg.Finish(), SeriesTable.Of(title, horizontal, vertical, series)) { Width = width };
    }

    private static IEnumerable<LegendEntry> Entries(IReadOnlyList<PlotSeries> series, string[] colors, IReadOnlyList<PlotRule> rules) =>
    [
        .. series.Select((s, i) => (Series: s, Color: colors[i])).Where(s => !s.Series.Unlisted).Select(s => LegendEntry.Of(s.Series, s.Color)),
        .. rules.Select(rule => rule.Label).Where(label => label.Length > 0).Distinct().Select(label => new LegendEntry(label, "") { HasLine = true, LineStyle = "rule" }),
    ];

    private static void DrawArea(SvgWriter svg, PlotArea area, PlotSeries series, Axis vertical, string color)
    {
        if (series.Style == SeriesStyle.Region) svg.Path(SeriesPath.Fill(area, series, vertical), "fill region");
        if (series.Filled) svg.Path(SeriesPath.Fill(area, series, vertical), $"fill {color}");
        if (series is { Style: SeriesStyle.Curve, Errors: { } errors }) svg.Path(SeriesPath.Band(area, series, errors), $"fill {color}");
    }

    private static void DrawLine(SvgWriter svg, PlotArea area, PlotSeries series, string color)
    {
        if (series.Style is SeriesStyle.Curve or SeriesStyle.JoinedPoints) svg.Path(SeriesPath.Curve(area, series), series.X.Count > MostDashed ? $"line dense {color}" : $"line {color}");
        if (series.Style == SeriesStyle.Fit) svg.Path(SeriesPath.Curve(area, series), $"fit {color}");
        if (series.Style is not (SeriesStyle.Points or SeriesStyle.JoinedPoints)) return;
        for (var i = 0; i < series.X.Count; i++) ErrorBar.Draw(svg, area, area.X(series.X[i]), series.Y[i], series.Errors?[i], color);
    }

    private static void DrawRule(SvgWriter svg, PlotArea area, PlotRule rule)
    {
        if (rule.Flat) svg.Line(area.Left, area.Y(rule.At), area.Right, area.Y(rule.At), "rule");
        else svg.Line(area.X(rule.At), area.Top, area.X(rule.At), area.Bottom, "rule");
    }
}

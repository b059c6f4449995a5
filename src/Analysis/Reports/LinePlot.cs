using System.Text;

namespace LatentSim.Analysis.Reports;

/// <summary>A picture of curves over one axis, with bands for errors, and a legend.</summary>
public static class LinePlot
{
    private const double Width = 460;
    private const double Height = 220;
    private const double Left = 62;
    private const double Top = 48;

    /// <summary>Draws it.</summary>
    /// <param name="title">Stands above it.</param>
    /// <param name="horizontal">Axis of the abscissas.</param>
    /// <param name="vertical">Axis of the ordinates.</param>
    /// <param name="series">The curves, at most six.</param>
    /// <returns>An svg element.</returns>
    public static string Draw(string title, Axis horizontal, Axis vertical, IReadOnlyList<PlotSeries> series)
    {
        var svg = new SvgWriter(Left + Width + 18, Top + Height + 46, title);
        var area = new PlotArea(horizontal, vertical, Left, Top, Width, Height);
        area.DrawAxes(svg, grid: true);
        for (var s = 0; s < series.Count; s++)
        {
            if (series[s].Filled) svg.Path(Fill(area, series[s], vertical), $"fill s{s}");
            if (series[s].Errors is { } errors) svg.Path(Band(area, series[s], errors), $"fill s{s}");
        }

        for (var s = 0; s < series.Count; s++) svg.Path(Curve(area, series[s]), $"line s{s}");
        svg.Text(Left + Width / 2, 16, title, style: "title");
        Legend.Draw(svg, Left, 36, [.. series.Select(x => x.Name)]);
        return svg.Finish();
    }

    private static string Curve(PlotArea area, PlotSeries series)
    {
        var path = new StringBuilder();
        var pen = false;
        for (var i = 0; i < series.X.Count; i++)
        {
            if (!double.IsFinite(series.Y[i]))
            {
                pen = false;
                continue;
            }

            path.Append(pen ? 'L' : 'M').Append(Point(area, series.X[i], series.Y[i]));
            pen = true;
        }

        return path.ToString();
    }

    private static string Fill(PlotArea area, PlotSeries series, Axis vertical)
    {
        var ground = Math.Clamp(0, vertical.Minimum, vertical.Maximum);
        var points = Enumerable.Range(0, series.X.Count).Where(i => double.IsFinite(series.Y[i])).ToArray();
        if (points.Length == 0) return "";
        return $"M{Point(area, series.X[points[0]], ground)}L{string.Join('L', points.Select(i => Point(area, series.X[i], series.Y[i])))}L{Point(area, series.X[points[^1]], ground)}z";
    }

    // A band ends where there is no error, so that it never spans a gap.
    private static string Band(PlotArea area, PlotSeries series, IReadOnlyList<double> errors)
    {
        var path = new StringBuilder();
        for (var start = 0; start < series.X.Count; start++)
        {
            var end = start;
            while (end < series.X.Count && double.IsFinite(series.Y[end]) && double.IsFinite(errors[end])) end++;
            if (end == start) continue;
            var points = Enumerable.Range(start, end - start).ToArray();
            var upper = points.Select(i => Point(area, series.X[i], series.Y[i] + errors[i]));
            var lower = points.Reverse().Select(i => Point(area, series.X[i], series.Y[i] - errors[i]));
            path.Append($"M{string.Join('L', upper.Concat(lower))}z");
            start = end;
        }

        return path.ToString();
    }

    private static string Point(PlotArea area, double x, double y) =>
        $"{SvgWriter.Number(Math.Clamp(area.X(x), area.Left, area.Right))} {SvgWriter.Number(Math.Clamp(area.Y(y), area.Top, area.Bottom))}";
}

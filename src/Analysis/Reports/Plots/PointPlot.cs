using System.Globalization;

namespace LatentSim.Analysis.Reports;

/// <summary>A picture of a few numbers of several sources side by side, with error bars: timescales, populations.</summary>
public static class PointPlot
{
    private const double TitleHeight = 26;
    private const double RightMargin = 18;

    /// <summary>Draws it.</summary>
    /// <param name="title">Stands above it.</param>
    /// <param name="label">What the numbers are, with their unit.</param>
    /// <param name="categories">Names along the horizontal axis.</param>
    /// <param name="series">For each source a point for each category.</param>
    /// <param name="logarithmic">Whether the axis is logarithmic; points that are not positive are then left out.</param>
    /// <param name="size">Its size; null for <see cref="PlotSize.Standard"/>.</param>
    /// <param name="range">From where to where the vertical axis goes; null for what holds all points.</param>
    public static Picture Draw(
        string title, string label, IReadOnlyList<string> categories, IReadOnlyList<PointSeries> series, bool logarithmic = true, PlotSize? size = null, (double Low, double High)? range = null)
    {
        var extent = size ?? PlotSize.Standard;
        var colors = SeriesColors.Classes(series.Select(s => s.Color));
        var legend = new Legend([.. series.Select((s, i) => new LegendEntry(s.Name, colors[i]) { HasDot = true })], extent.Width + RightMargin);
        var top = TitleHeight + legend.Height;
        var width = PlotArea.LeftMargin + extent.Width + RightMargin;
        var svg = new SvgWriter(width, top + extent.Height + PlotArea.BottomMargin - 12, title);
        var area = new PlotArea(new Axis("", 0, categories.Count), range is { } ends ? new Axis(label, ends.Low, ends.High) : Vertical(label, series, logarithmic), PlotArea.LeftMargin, top, extent);
        area.DrawVertical(svg, grid: true);
        for (var c = 0; c < categories.Count; c++)
        {
            svg.Text(area.X(c + 0.5), area.Bottom + 18, categories[c], style: "tick");
            for (var s = 0; s < series.Count; s++) DrawPoint(svg, area, Place(c, s, series.Count), series[s], c, categories[c], colors[s]);
        }

        area.DrawFrame(svg);
        svg.Text(area.Left + extent.Width / 2, 15, title, style: "title");
        legend.Draw(svg, area.Left, TitleHeight - 2);
        return new Picture(title, svg.Finish(), Table(title, label, categories, series)) { Width = width };
    }

    private static Axis Vertical(string label, IReadOnlyList<PointSeries> series, bool logarithmic)
    {
        var points = series.SelectMany(s => s.Points).Where(p => p.Value is not null).ToArray();
        var ends = points.SelectMany(p => new[] { p.Value!.Value + (p.Error ?? 0), p.Value.Value - (p.Error ?? 0) });

        // A bar that reaches zero has no end on a logarithmic axis: it does not stretch it.
        if (logarithmic) return Axis.Logarithmic(label, points.Select(p => p.Value!.Value / 2).Concat(ends.Where(x => x > 0)).Where(x => x > points.Min(p => p.Value!.Value) / 3));
        return Axis.Around(label, ends);
    }

    private static double Place(int category, int series, int count) => category + 0.5 + (series - (count - 1) / 2.0) * 0.7 / Math.Max(count, 2);

    private static void DrawPoint(SvgWriter svg, PlotArea area, double place, PointSeries series, int category, string name, string color)
    {
        if (series.Points[category] is not { Value: { } value } point) return;
        var error = point.Error is { } e ? $" ± {e.ToString("G3", CultureInfo.InvariantCulture)}" : "";
        ErrorBar.Draw(svg, area, area.X(place), value, point.Error, color, $"{series.Name}, {name}: {value.ToString("G4", CultureInfo.InvariantCulture)}{error}");
    }

    private static DataTable Table(string title, string label, IReadOnlyList<string> categories, IReadOnlyList<PointSeries> series)
    {
        List<DataColumn> columns = [new(label, categories)];
        foreach (var s in series)
        {
            columns.Add(new DataColumn(s.Name, s.Points.Select(p => p.Value ?? double.NaN)));
            columns.Add(new DataColumn($"{s.Name}, standard error", s.Points.Select(p => p.Error ?? double.NaN)));
        }

        return new DataTable(title, columns);
    }
}

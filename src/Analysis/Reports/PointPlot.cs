namespace LatentSim.Analysis.Reports;

/// <summary>A number with an error bar.</summary>
/// <param name="Value">The number; null draws nothing.</param>
/// <param name="Error">Half the bar's length; null draws no bar.</param>
public readonly record struct PlotPoint(double? Value, double? Error);

/// <summary>A picture of a few numbers of several sources side by side, with error bars, on a logarithmic axis: timescales.</summary>
public static class PointPlot
{
    private const double Width = 300;
    private const double Height = 220;
    private const double Left = 62;
    private const double Top = 48;

    /// <summary>Draws it.</summary>
    /// <param name="title">Stands above it.</param>
    /// <param name="label">What the numbers are, with their unit.</param>
    /// <param name="categories">Names along the horizontal axis.</param>
    /// <param name="series">For each source its name and a point for each category. Points that are not positive are left out.</param>
    /// <returns>An svg element.</returns>
    public static string Draw(string title, string label, IReadOnlyList<string> categories, IReadOnlyList<(string Name, IReadOnlyList<PlotPoint> Points)> series)
    {
        var ends = series.SelectMany(s => s.Points).Where(p => p.Value > 0)
            .SelectMany(p => new[] { p.Value!.Value + (p.Error ?? 0), Math.Max(p.Value.Value - (p.Error ?? 0), p.Value.Value / 3) }).ToArray();
        var low = ends.Length == 0 ? 0 : Math.Floor(Math.Log10(ends.Min()) + 0.02);
        var high = ends.Length == 0 ? 1 : Math.Max(low + 1, Math.Ceiling(Math.Log10(ends.Max()) - 0.02));
        var svg = new SvgWriter(Left + Width + 18, Top + Height + 46, title);
        var area = new PlotArea(new Axis("", 0, categories.Count), new Axis(label, low, high), Left, Top, Width, Height);
        DrawLogarithmicAxis(svg, area, label, (int)low, (int)high);
        for (var c = 0; c < categories.Count; c++)
        {
            svg.Text(area.X(c + 0.5), area.Bottom + 18, categories[c], style: "tick");
            for (var s = 0; s < series.Count; s++) DrawPoint(svg, area, c + (s + 1.0) / (series.Count + 1), series[s].Points[c], low, s);
        }

        svg.Rectangle(Left, Top, Width, Height, "frame");
        svg.Text(Left + Width / 2, 16, title, style: "title");
        Legend.Draw(svg, Left, 36, [.. series.Select(s => s.Name)]);
        return svg.Finish();
    }

    private static void DrawLogarithmicAxis(SvgWriter svg, PlotArea area, string label, int low, int high)
    {
        for (var power = low; power <= high; power++)
        {
            var y = area.Y(power);
            svg.Line(area.Left, y, area.Right, y, "grid");
            svg.Line(area.Left - 4, y, area.Left, y, "axis");
            svg.Text(area.Left - 7, y + 4, Math.Pow(10, power).ToString("0.######", System.Globalization.CultureInfo.InvariantCulture), "end", "tick");
            for (var digit = 2; digit < 10 && power < high; digit++)
                svg.Line(area.Left - 2.5, area.Y(power + Math.Log10(digit)), area.Left, area.Y(power + Math.Log10(digit)), "axis");
        }

        svg.Text(area.Left - 44, (area.Top + area.Bottom) / 2, label, turned: true);
    }

    private static void DrawPoint(SvgWriter svg, PlotArea area, double place, PlotPoint point, double low, int series)
    {
        if (!(point.Value > 0)) return;
        var (x, y) = (area.X(place), area.Y(Math.Log10(point.Value.Value)));
        if (point.Error is { } error)
        {
            var top = area.Y(Math.Log10(point.Value.Value + error));
            var bottom = point.Value > error ? Math.Min(area.Y(Math.Log10(point.Value.Value - error)), area.Bottom) : area.Y(low);
            svg.Line(x, top, x, bottom, $"bar s{series}");
            svg.Line(x - 5, top, x + 5, top, $"bar s{series}");
            svg.Line(x - 5, bottom, x + 5, bottom, $"bar s{series}");
        }

        svg.Circle(x, y, 4.5, $"dot s{series}");
    }
}

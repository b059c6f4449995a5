namespace LatentSim.Analysis.Reports;

/// <summary>A point with its error bar.</summary>
internal static class ErrorBar
{
    private const double Radius = 4;
    private const double Cap = 4;

    /// <summary>Draws it; nothing where the value is not finite or outside the axes. A bar ends at the frame.</summary>
    internal static void Draw(SvgWriter svg, PlotArea area, double x, double value, double? error, string color, string? description = null)
    {
        if (!double.IsFinite(value)) return;
        var y = area.Y(value);
        if (y < area.Top - 0.5 || y > area.Bottom + 0.5) return;
        if (error is { } e && double.IsFinite(e))
        {
            var (top, bottom) = (Math.Max(area.Y(value + e), area.Top), Math.Min(area.Y(value - e), area.Bottom));
            svg.Line(x, top, x, bottom, $"bar {color}");
            svg.Line(x - Cap, top, x + Cap, top, $"bar {color}");
            svg.Line(x - Cap, bottom, x + Cap, bottom, $"bar {color}");
        }

        svg.Circle(x, y, Radius, $"dot {color}", description);
    }
}

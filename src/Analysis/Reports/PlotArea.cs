namespace LatentSim.Analysis.Reports;

/// <summary>The rectangle of a picture that data are drawn in, with its axes.</summary>
internal sealed class PlotArea(Axis horizontal, Axis vertical, double left, double top, double width, double height)
{
    internal double Left => left;

    internal double Top => top;

    internal double Right => left + width;

    internal double Bottom => top + height;

    internal double X(double value) => left + width * horizontal.Place(value);

    internal double Y(double value) => Bottom - height * vertical.Place(value);

    /// <summary>Frame, ticks, numbers and labels; lines across where <paramref name="grid"/> says so.</summary>
    internal void DrawAxes(SvgWriter svg, bool grid)
    {
        DrawHorizontal(svg, grid);
        DrawVertical(svg, grid);
        svg.Rectangle(left, top, width, height, "frame");
    }

    internal void DrawVertical(SvgWriter svg, bool grid)
    {
        foreach (var (value, text) in vertical.Ticks())
        {
            if (grid) svg.Line(left, Y(value), Right, Y(value), "grid");
            svg.Line(left - 4, Y(value), left, Y(value), "axis");
            svg.Text(left - 7, Y(value) + 4, text, "end", "tick");
        }

        svg.Text(left - 44, top + height / 2, vertical.Label, turned: true);
    }

    private void DrawHorizontal(SvgWriter svg, bool grid)
    {
        foreach (var (value, text) in horizontal.Ticks())
        {
            if (grid) svg.Line(X(value), top, X(value), Bottom, "grid");
            svg.Line(X(value), Bottom, X(value), Bottom + 4, "axis");
            svg.Text(X(value), Bottom + 17, text, style: "tick");
        }

        svg.Text(left + width / 2, Bottom + 36, horizontal.Label);
    }
}

namespace LatentSim.Analysis.Reports;

/// <summary>The rectangle of a picture that data are drawn in, with its axes.</summary>
internal sealed class PlotArea(Axis horizontal, Axis vertical, double left, double top, PlotSize size)
{
    private const double LetterWidth = 6.4;

    /// <summary>Room for the numbers and the label of a vertical axis.</summary>
    internal const double LeftMargin = 60;

    /// <summary>Room for the numbers and the label of a horizontal axis.</summary>
    internal const double BottomMargin = 46;

    internal double Left => left;

    internal double Top => top;

    internal double Right => left + size.Width;

    internal double Bottom => top + size.Height;

    internal double X(double value) => left + size.Width * horizontal.Place(value);

    internal double Y(double value) => Bottom - size.Height * vertical.Place(value);

    /// <summary>A point of a path, kept inside.</summary>
    internal string Point(double x, double y) =>
        $"{SvgWriter.Number(Math.Clamp(X(x), left, Right))} {SvgWriter.Number(Math.Clamp(Y(y), top, Bottom))}";

    /// <summary>Frame, ticks, numbers and labels; lines across where <paramref name="grid"/> says so.</summary>
    internal void DrawAxes(SvgWriter svg, bool grid)
    {
        DrawHorizontal(svg, grid);
        DrawVertical(svg, grid);
        DrawFrame(svg);
    }

    internal void DrawFrame(SvgWriter svg) => svg.Rectangle(left, top, size.Width, size.Height, "frame");

    internal void DrawVertical(SvgWriter svg, bool grid)
    {
        var about = size.Height < 180 ? 4 : 5;
        foreach (var value in vertical.MinorTicks()) svg.Line(left - 2.5, Y(value), left, Y(value), "axis");
        foreach (var (value, text) in vertical.Ticks(about))
        {
            if (grid) svg.Line(left, Y(value), Right, Y(value), "grid");
            svg.Line(left - 4, Y(value), left, Y(value), "axis");
            svg.Text(left - 7, Y(value) + 4, text, "end", "tick");
        }

        svg.Text(left - 44, top + size.Height / 2, vertical.Label, turned: true);
    }

    private void DrawHorizontal(SvgWriter svg, bool grid)
    {
        var about = (int)Math.Max(3, size.Width / 75);
        var free = double.NegativeInfinity;
        foreach (var value in horizontal.MinorTicks()) svg.Line(X(value), Bottom, X(value), Bottom + 2.5, "axis");
        foreach (var (value, text) in horizontal.Ticks(about))
        {
            if (grid) svg.Line(X(value), top, X(value), Bottom, "grid");
            svg.Line(X(value), Bottom, X(value), Bottom + 4, "axis");

            // Ticks of a logarithmic axis crowd towards its decades' ends.
            if (X(value) - LetterWidth * text.Length / 2 < free) continue;
            svg.Text(X(value), Bottom + 17, text, style: "tick");
            free = X(value) + LetterWidth * text.Length / 2 + 4;
        }

        svg.Text(left + size.Width / 2, Bottom + 36, horizontal.Label);
    }
}

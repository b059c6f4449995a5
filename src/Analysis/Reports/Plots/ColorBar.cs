namespace LatentSim.Analysis.Reports;

/// <summary>The bar beside a heat map that says which number has which colour.</summary>
internal static class ColorBar
{
    /// <summary>Room for it, right of the picture.</summary>
    internal const double Margin = 78;

    private const double Width = 12;
    private const double LetterWidth = 6.5;
    private const int Shades = 48;

    internal static void Draw(SvgWriter svg, double x, double top, double height, ColorScale scale, string unit)
    {
        var axis = new Axis(unit, scale.Low, scale.High);
        for (var shade = 0; shade < Shades; shade++)
        {
            var value = scale.Low + (scale.High - scale.Low) * (shade + 0.5) / Shades;
            svg.FilledRectangle(x, top + height - (shade + 1) * height / Shades, Width, height / Shades + 0.3, scale.Of(value));
        }

        var longest = 0;
        foreach (var (value, text) in axis.Ticks())
        {
            longest = Math.Max(longest, text.Length);
            var y = top + height - height * axis.Place(value);
            svg.Line(x + Width, y, x + Width + 3, y, "axis");
            svg.Text(x + Width + 6, y + 4, text, "start", "tick");
        }

        svg.Rectangle(x, top, Width, height, "frame");
        svg.Text(x + Width + 25 + LetterWidth * longest, top + height / 2, unit, turned: true);
    }
}

using System.Text;

namespace LatentSim.Analysis.Reports;

/// <summary>A picture of numbers on a plane: squares in colours, with a colour bar.</summary>
public static class HeatMap
{
    private const double Side = 256;
    private const double Left = 58;
    private const double Top = 26;
    private const int Shades = 48;

    /// <summary>Draws it.</summary>
    /// <param name="title">Stands above it.</param>
    /// <param name="bins">Squares along each axis.</param>
    /// <param name="values">bins x bins; row: place along the horizontal axis. NaN leaves a square empty.</param>
    /// <param name="horizontal">The axis of rows.</param>
    /// <param name="vertical">The axis of columns.</param>
    /// <param name="scale">Colours.</param>
    /// <param name="unit">What the colour bar shows: "F (kT)".</param>
    /// <returns>An svg element.</returns>
    public static string Draw(string title, int bins, ReadOnlySpan<double> values, Axis horizontal, Axis vertical, ColorScale scale, string unit)
    {
        if (values.Length != bins * bins) throw new ArgumentException($"Expected {bins * bins} values, got {values.Length}.", nameof(values));
        var svg = new SvgWriter(Left + Side + 78, Top + Side + 44, title);
        var area = new PlotArea(horizontal, vertical, Left, Top, Side, Side);
        svg.Rectangle(Left, Top, Side, Side, "empty");
        foreach (var (shade, path) in Squares(bins, values, scale)) svg.FilledPath(path, scale.Of(scale.Low + (scale.High - scale.Low) * shade / Shades));
        area.DrawAxes(svg, grid: false);
        svg.Text(Left + Side / 2, Top - 10, title, style: "title");
        DrawBar(svg, scale, unit);
        return svg.Finish();
    }

    // One path a colour, not one element a square: a tenth of the size.
    private static SortedDictionary<int, string> Squares(int bins, ReadOnlySpan<double> values, ColorScale scale)
    {
        var paths = new SortedDictionary<int, StringBuilder>();
        var size = Side / bins;
        for (var i = 0; i < bins; i++)
        {
            for (var j = 0; j < bins; j++)
            {
                var value = values[i * bins + j];
                if (double.IsNaN(value)) continue;
                var shade = (int)Math.Round(Math.Clamp((value - scale.Low) / (scale.High - scale.Low), 0, 1) * Shades);
                if (!paths.TryGetValue(shade, out var path)) paths[shade] = path = new StringBuilder();
                path.Append($"M{SvgWriter.Number(Left + i * size)} {SvgWriter.Number(Top + Side - (j + 1) * size)}h{SvgWriter.Number(size)}v{SvgWriter.Number(size)}h-{SvgWriter.Number(size)}z");
            }
        }

        return new SortedDictionary<int, string>(paths.ToDictionary(p => p.Key, p => p.Value.ToString()));
    }

    private static void DrawBar(SvgWriter svg, ColorScale scale, string unit)
    {
        var axis = new Axis(unit, scale.Low, scale.High);
        var x = Left + Side + 14;
        for (var shade = 0; shade < Shades; shade++)
        {
            var value = scale.Low + (scale.High - scale.Low) * (shade + 0.5) / Shades;
            svg.FilledRectangle(x, Top + Side - (shade + 1) * Side / Shades, 12, Side / Shades + 0.3, scale.Of(value));
        }

        foreach (var (value, text) in axis.Ticks())
        {
            var y = Top + Side - Side * axis.Place(value);
            svg.Line(x + 12, y, x + 15, y, "axis");
            svg.Text(x + 18, y + 4, text, "start", "tick");
        }

        svg.Rectangle(x, Top, 12, Side, "frame");
        svg.Text(x + 56, Top + Side / 2, unit, turned: true);
    }
}

using System.Globalization;
using System.Text;

namespace LatentSim.Analysis.Reports;

/// <summary>A picture of numbers on a plane: rectangles in colours, with a colour bar. Maps drawn with one scale can be compared side by side.</summary>
public static class HeatMap
{
    private const double Top = 28;
    private const int Shades = 48;

    /// <summary>Draws it.</summary>
    /// <param name="title">Stands above it.</param>
    /// <param name="grid">The numbers; the rectangles divide the two axes evenly.</param>
    /// <param name="horizontal">The axis of columns.</param>
    /// <param name="vertical">The axis of rows.</param>
    /// <param name="scale">Colours.</param>
    /// <param name="unit">What the colour bar shows: "F (kT)".</param>
    /// <param name="contours">Heights of lines of equal height; null for none.</param>
    /// <param name="size">Its size; null for <see cref="PlotSize.Square"/>.</param>
    public static Picture Draw(string title, PlaneGrid grid, Axis horizontal, Axis vertical, ColorScale scale, string unit, IReadOnlyList<double>? contours = null, PlotSize? size = null)
    {
        var extent = size ?? PlotSize.Square;
        var width = PlotArea.LeftMargin + extent.Width + ColorBar.Margin;
        var svg = new SvgWriter(width, Top + extent.Height + PlotArea.BottomMargin, title);
        var area = new PlotArea(horizontal, vertical, PlotArea.LeftMargin, Top, extent);
        svg.Rectangle(area.Left, area.Top, extent.Width, extent.Height, "empty");
        svg.BeginGrid(area.Left, area.Top, extent.Width / grid.Columns, extent.Height / grid.Rows);
        foreach (var (shade, path) in Rectangles(grid, scale)) svg.FilledPath(path, scale.Of(scale.Low + (scale.High - scale.Low) * shade / Shades));
        svg.EndGrid();
        foreach (var level in contours ?? []) svg.Path(ContourLines.Path(grid, level, (x, y) => Place(area, extent, grid, x, y)), scale.IsDark(level) ? "contour bright" : "contour dark");
        area.DrawAxes(svg, grid: false);
        svg.Text(area.Left + extent.Width / 2, Top - 12, title, style: "title");
        ColorBar.Draw(svg, area.Right + 14, area.Top, extent.Height, scale, unit);
        return new Picture(title, svg.Finish(), Table(title, grid, horizontal, vertical, unit)) { Width = width };
    }

    private static string Place(PlotArea area, PlotSize extent, PlaneGrid grid, double x, double y) =>
        $"{Rounded(area.Left + extent.Width * x / grid.Columns)} {Rounded(area.Bottom - extent.Height * y / grid.Rows)}";

    private static string Rounded(double x) => x.ToString("0.#", CultureInfo.InvariantCulture);

    // One path a colour, and one rectangle a run of equal colours, in units of rectangles: a thirtieth of the size of an element each.
    private static SortedDictionary<int, string> Rectangles(PlaneGrid grid, ColorScale scale)
    {
        var paths = new SortedDictionary<int, StringBuilder>();
        for (var column = 0; column < grid.Columns; column++)
        {
            for (var row = 0; row < grid.Rows;)
            {
                var shade = Shade(grid[column, row], scale);
                var first = row++;
                while (row < grid.Rows && Shade(grid[column, row], scale) == shade) row++;
                if (shade is not { } known) continue;
                if (!paths.TryGetValue(known, out var path)) paths[known] = path = new StringBuilder();
                path.Append(CultureInfo.InvariantCulture, $"M{column} {grid.Rows - row}h1v{row - first}h-1z");
            }
        }

        return new SortedDictionary<int, string>(paths.ToDictionary(p => p.Key, p => p.Value.ToString()));
    }

    private static int? Shade(double value, ColorScale scale) =>
        double.IsFinite(value) ? (int)Math.Round(Math.Clamp((value - scale.Low) / (scale.High - scale.Low), 0, 1) * Shades) : null;

    private static DataTable Table(string title, PlaneGrid grid, Axis horizontal, Axis vertical, string unit)
    {
        List<DataColumn> columns = [new(horizontal.Label, Middles(horizontal, grid.Columns))];
        var heights = Middles(vertical, grid.Rows).ToArray();
        for (var row = 0; row < grid.Rows; row++)
        {
            var name = $"{unit} at {vertical.Label} = {heights[row].ToString("G6", CultureInfo.InvariantCulture)}";
            columns.Add(new DataColumn(name, Enumerable.Range(0, grid.Columns).Select(column => grid[column, row])));
        }

        return new DataTable(title, columns);
    }

    private static IEnumerable<double> Middles(Axis axis, int count) => Enumerable.Range(0, count).Select(i => axis.Minimum + (i + 0.5) * (axis.Maximum - axis.Minimum) / count);
}

using System.Text;

namespace LatentSim.Analysis.Reports;

/// <summary>Lines of equal height through the middles of a grid's rectangles, by marching squares; none at the edge of what is empty.</summary>
internal static class ContourLines
{
    /// <summary>The path of one level.</summary>
    /// <param name="grid">Heights.</param>
    /// <param name="level">The level.</param>
    /// <param name="point">A point of the path from a place in units of rectangles: (0.5, 0.5) is the first rectangle's middle.</param>
    internal static string Path(PlaneGrid grid, double level, Func<double, double, string> point)
    {
        var path = new StringBuilder();
        for (var i = 0; i + 1 < grid.Columns; i++)
        {
            for (var j = 0; j + 1 < grid.Rows; j++) AddSquare(path, grid, i, j, level, point);
        }

        return path.ToString();
    }

    private static void AddSquare(StringBuilder path, PlaneGrid grid, int i, int j, double level, Func<double, double, string> point)
    {
        ReadOnlySpan<(int I, int J)> corners = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)];
        var crossings = new List<string>(4);
        for (var side = 0; side < 4; side++)
        {
            var (a, b) = (corners[side], corners[(side + 1) % 4]);
            var (low, high) = (grid[a.I, a.J], grid[b.I, b.J]);
            if (!double.IsFinite(low) || !double.IsFinite(high)) return;
            if (low < level == high < level) continue;
            var part = (level - low) / (high - low);
            crossings.Add(point(a.I + 0.5 + part * (b.I - a.I), a.J + 0.5 + part * (b.J - a.J)));
        }

        // At a saddle all four sides are crossed: either pairing is right.
        for (var k = 0; k + 1 < crossings.Count; k += 2) path.Append($"M{crossings[k]}L{crossings[k + 1]}");
    }
}

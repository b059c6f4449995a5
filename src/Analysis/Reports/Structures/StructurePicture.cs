using System.Text;

namespace LatentSim.Analysis.Reports;

/// <summary>The picture of structures that stands where no script runs: seen from the front, the far parts paler.</summary>
internal static class StructurePicture
{
    /// <summary>Width and height.</summary>
    internal const double Side = 360;
    private const int SticksPerPiece = 5;

    internal static string Draw(string title, IReadOnlyList<StructureShape> shapes, double radius)
    {
        var svg = new SvgWriter(Side, Side, title);
        var unit = Side / (2.02 * radius);
        var pieces = new List<(double Depth, string Path, StructureShape Shape)>();
        foreach (var shape in shapes.Where(s => s.Structure.Shown))
        {
            for (var first = 0; first < shape.Sticks.Length; first += SticksPerPiece)
            {
                var sticks = shape.Sticks.Skip(first).Take(SticksPerPiece).ToArray();
                pieces.Add((sticks.Average(s => shape.Points[s.A].Z + shape.Points[s.B].Z) / 2, Path(shape, sticks, unit), shape));
            }
        }

        foreach (var (depth, path, shape) in pieces.OrderBy(piece => piece.Depth))
        {
            var strength = shape.Structure.Faint ? 0.3 : 0.5 + 0.5 * Math.Clamp((depth / radius + 1) / 2, 0, 1);
            svg.Stroke(path, SeriesColors.Class(shape.Structure.Color), shape.Thickness * unit, strength);
        }

        return svg.Finish();
    }

    private static string Path(StructureShape shape, (int A, int B)[] sticks, double unit)
    {
        var path = new StringBuilder();
        for (var i = 0; i < sticks.Length; i++)
        {
            if (i == 0 || sticks[i].A != sticks[i - 1].B) path.Append($"M{Point(sticks[i].A)}");
            path.Append($"L{Point(sticks[i].B)}");
        }

        return path.ToString();

        string Point(int i) => $"{SvgWriter.Number(Side / 2 + unit * shape.Points[i].X)} {SvgWriter.Number(Side / 2 - unit * shape.Points[i].Y)}";
    }
}

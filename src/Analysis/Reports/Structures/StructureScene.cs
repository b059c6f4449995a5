using System.Text.Json;

namespace LatentSim.Analysis.Reports;

/// <summary>What the page's viewer draws, as JSON that is safe between script tags.</summary>
internal static class StructureScene
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    internal static string ToJson(IReadOnlyList<StructureShape> shapes, double radius) => JsonSerializer.Serialize(
        new
        {
            Radius = Rounded(radius),
            Shapes = shapes.Select(shape => new
            {
                shape.Group,
                Color = SeriesColors.Class(shape.Structure.Color),
                shape.Structure.Faint,
                Thickness = Rounded(shape.Thickness),
                Points = shape.Points.SelectMany(p => new[] { Rounded(p.X), Rounded(p.Y), Rounded(p.Z) }),
                Sticks = shape.Sticks.SelectMany(s => new[] { s.A, s.B }),
                Balls = shape.Balls.Select(b => new { b.Point, Radius = Rounded(b.Radius), b.Color }),
            }),
        },
        Options);

    private static double Rounded(double x) => Math.Round(x, 3);
}

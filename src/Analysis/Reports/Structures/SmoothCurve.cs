using LatentSim.Molecules.Geometry;

namespace LatentSim.Analysis.Reports;

/// <summary>A smooth curve through points: cubic pieces whose direction at a point is that from its one neighbour to the other (Catmull and Rom, 1974).</summary>
internal static class SmoothCurve
{
    /// <summary>Points of the curve: <paramref name="steps"/> for each piece, and the last.</summary>
    internal static IEnumerable<Vector3D> Through(Vector3D[] points, int steps)
    {
        for (var i = 0; i + 1 < points.Length; i++)
        {
            var (a, b, c, d) = (points[Math.Max(i - 1, 0)], points[i], points[i + 1], points[Math.Min(i + 2, points.Length - 1)]);
            for (var step = 0; step < steps; step++) yield return Between(a, b, c, d, (double)step / steps);
        }

        yield return points[^1];
    }

    private static Vector3D Between(Vector3D a, Vector3D b, Vector3D c, Vector3D d, double t)
    {
        var (t2, t3) = (t * t, t * t * t);
        return (0.5 * (-t3 + 2 * t2 - t)) * a + (0.5 * (3 * t3 - 5 * t2 + 2)) * b + (0.5 * (-3 * t3 + 4 * t2 + t)) * c + (0.5 * (t3 - t2)) * d;
    }
}

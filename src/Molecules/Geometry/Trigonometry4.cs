using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LatentSim.Molecules.Geometry;

/// <summary><see cref="Trigonometry.Atan2"/> of four points side by side: its operations in its order, so that each angle has the bits that it has alone.</summary>
internal static class Trigonometry4
{
    /// <summary>The angles of the points (x, y), radians in [-pi, pi]; zero for the origin.</summary>
    internal static Vector256<double> Atan2(Vector256<double> y, Vector256<double> x)
    {
        var one = Vector256<double>.One;
        var (absoluteX, absoluteY) = (Vector256.Abs(x), Vector256.Abs(y));
        var larger = Vector256.Max(absoluteX, absoluteY);
        var ratio = Vector256.Min(absoluteX, absoluteY) / larger;
        var half = ratio / (one + Vector256.Sqrt(one + (ratio * ratio)));
        var quarter = half / (one + Vector256.Sqrt(one + (half * half)));
        var angle = 4 * quarter * Series(quarter * quarter);
        angle = Vector256.ConditionalSelect(Vector256.GreaterThan(absoluteY, absoluteX), Vector256.Create(Math.PI / 2) - angle, angle);
        angle = Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<double>.Zero), Vector256.Create(Math.PI) - angle, angle);
        angle = Vector256.ConditionalSelect(Vector256.Create(-0.0), y, angle);
        return Vector256.ConditionalSelect(Vector256.Equals(larger, Vector256<double>.Zero), Vector256<double>.Zero, angle);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Series(Vector256<double> square)
    {
        var terms = Trigonometry.ArcTangentSeries;
        var sum = Vector256.Create(terms[^1]);
        for (var k = terms.Length - 2; k >= 0; k--)
            sum = Vector256.Create(terms[k]) + (square * sum);
        return sum;
    }
}

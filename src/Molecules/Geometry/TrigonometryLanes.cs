using System.Runtime.CompilerServices;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Geometry;

/// <summary>The functions of <see cref="Trigonometry"/> of several numbers side by side: its operations in its order, so the same bits.</summary>
internal static class TrigonometryLanes
{
    /// <summary>Sines and cosines of angles in radians of at most some thousand turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (T Sine, T Cosine) SinCos<T>(T angle)
        where T : unmanaged, INumberLanes<T>
    {
        var quarters = T.Round(angle * T.Create(2 / Math.PI));
        var rest = angle - (quarters * T.Create(Trigonometry.HalfPiHead)) - (quarters * T.Create(Trigonometry.HalfPiTail));
        var square = rest * rest;
        return LaneMath.TurnBack(quarters, rest * Series(Trigonometry.SineSeries, square), Series(Trigonometry.CosineSeries, square));
    }

    /// <summary>The angles of the points (x, y), radians in [-pi, pi]; zero for the origin.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static T Atan2<T>(T y, T x)
        where T : unmanaged, INumberLanes<T>
    {
        var sign = T.Create(-0.0);
        var zero = T.Create(0);
        var (absoluteX, absoluteY) = (x & ~sign, y & ~sign);
        var isSteep = T.IsLess(absoluteX, absoluteY);
        var larger = T.Select(isSteep, absoluteY, absoluteX);
        var ratio = T.Select(isSteep, absoluteX, absoluteY) / larger;
        var one = T.Create(1);
        var half = ratio / (one + T.Sqrt(one + (ratio * ratio)));
        var quarter = half / (one + T.Sqrt(one + (half * half)));
        var angle = T.Create(4) * quarter * Series(Trigonometry.ArcTangentSeries, quarter * quarter);
        angle = T.Select(isSteep, T.Create(Math.PI / 2) - angle, angle);
        angle = T.Select(T.IsLess(x, zero), T.Create(Math.PI) - angle, angle);
        return T.Select(T.IsEqual(larger, zero), zero, (angle & ~sign) | (y & sign));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Series<T>(ReadOnlySpan<double> terms, T square)
        where T : unmanaged, INumberLanes<T>
    {
        var sum = T.Create(terms[^1]);
        for (var k = terms.Length - 2; k >= 0; k--)
            sum = T.Create(terms[k]) + (square * sum);
        return sum;
    }
}

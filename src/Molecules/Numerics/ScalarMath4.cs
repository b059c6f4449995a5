using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LatentSim.Molecules.Numerics;

/// <summary>Elementary functions of four numbers at once, made of IEEE additions, multiplications, divisions and square roots only, so that every
/// machine gets the same bits. Accurate to about 1e-14.</summary>
internal static class ScalarMath4
{
    private const double Ln2 = 0.693147180559945309417;
    private const double SquareRootOfTwo = 1.41421356237309504880;

    /// <summary>Natural logarithms of positive, normal numbers, as <see cref="ScalarMath.Log"/> takes them.</summary>
    internal static Vector256<double> Log(Vector256<double> x)
    {
        Vector256<long> bits = x.AsInt64();
        Vector256<double> exponent = Vector256.ConvertToDouble(Vector256.ShiftRightLogical(bits, 52) - Vector256.Create(1023L));
        Vector256<double> mantissa = ((bits & Vector256.Create(0x000FFFFFFFFFFFFFL)) | Vector256.Create(0x3FF0000000000000L)).AsDouble();
        Vector256<double> isLarge = Vector256.GreaterThan(mantissa, Vector256.Create(SquareRootOfTwo));
        mantissa = Vector256.ConditionalSelect(isLarge, mantissa * 0.5, mantissa);
        exponent = Vector256.ConditionalSelect(isLarge, exponent + Vector256<double>.One, exponent);

        Vector256<double> s = (mantissa - Vector256<double>.One) / (mantissa + Vector256<double>.One);
        return (exponent * Ln2) + (2 * s * ArtanhSeries(s * s));
    }

    /// <summary>Sines and cosines of 2 pi times numbers of turns.</summary>
    internal static (Vector256<double> Sine, Vector256<double> Cosine) SinCosOfTurns(Vector256<double> turns)
    {
        Vector256<double> quarters = Vector256.Floor((turns * 4) + Vector256.Create(0.5));
        Vector256<double> angle = (turns - (quarters * 0.25)) * (2 * Math.PI);
        Vector256<double> square = angle * angle;
        Vector256<double> sine = angle * SineSeries(square);
        Vector256<double> cosine = CosineSeries(square);

        Vector256<long> quadrant = Vector256.ConvertToInt64(quarters);
        Vector256<double> isOdd = (~Vector256.Equals(quadrant & Vector256<long>.One, Vector256<long>.Zero)).AsDouble();
        Vector256<double> sineSign = Vector256.ShiftLeft(quadrant & Vector256.Create(2L), 62).AsDouble();
        Vector256<double> cosineSign = Vector256.ShiftLeft((quadrant + Vector256<long>.One) & Vector256.Create(2L), 62).AsDouble();
        return (Vector256.ConditionalSelect(isOdd, cosine, sine) ^ sineSign, Vector256.ConditionalSelect(isOdd, sine, cosine) ^ cosineSign);
    }

    /// <summary>The angles in [0, pi] of points (x, y) with y not negative; zero for the origin.</summary>
    internal static Vector256<double> ArcTangent(Vector256<double> y, Vector256<double> x)
    {
        Vector256<double> distance = Vector256.Abs(x);
        Vector256<double> larger = Vector256.Max(Vector256.Max(distance, y), Vector256.Create(double.Epsilon));
        Vector256<double> ratio = Vector256.Min(distance, y) / larger;

        // Halved twice, the angle is at most pi / 16, where the series converges fast.
        Vector256<double> half = ratio / (Vector256<double>.One + Vector256.Sqrt(Vector256<double>.One + (ratio * ratio)));
        Vector256<double> quarter = half / (Vector256<double>.One + Vector256.Sqrt(Vector256<double>.One + (half * half)));
        Vector256<double> angle = 4 * quarter * ArcTangentSeries(quarter * quarter);
        angle = Vector256.ConditionalSelect(Vector256.GreaterThan(y, distance), Vector256.Create(Math.PI / 2) - angle, angle);
        return Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<double>.Zero), Vector256.Create(Math.PI) - angle, angle);
    }

    // 2 s (1 + s^2/3 + s^4/5 + ...): |s| < 0.172, so ten terms leave 1e-17.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ArtanhSeries(Vector256<double> square)
    {
        Vector256<double> sum = Vector256.Create(1.0 / 19);
        sum = Next(sum, square, 1.0 / 17);
        sum = Next(sum, square, 1.0 / 15);
        sum = Next(sum, square, 1.0 / 13);
        sum = Next(sum, square, 1.0 / 11);
        sum = Next(sum, square, 1.0 / 9);
        sum = Next(sum, square, 1.0 / 7);
        sum = Next(sum, square, 1.0 / 5);
        sum = Next(sum, square, 1.0 / 3);
        return Next(sum, square, 1.0);
    }

    // The Taylor series of sin x / x on [-pi / 4, pi / 4].
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> SineSeries(Vector256<double> square)
    {
        Vector256<double> sum = Vector256.Create(-1.0 / 1307674368000);
        sum = Next(sum, square, 1.0 / 6227020800);
        sum = Next(sum, square, -1.0 / 39916800);
        sum = Next(sum, square, 1.0 / 362880);
        sum = Next(sum, square, -1.0 / 5040);
        sum = Next(sum, square, 1.0 / 120);
        sum = Next(sum, square, -1.0 / 6);
        return Next(sum, square, 1.0);
    }

    // The Taylor series of cos x on [-pi / 4, pi / 4].
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> CosineSeries(Vector256<double> square)
    {
        Vector256<double> sum = Vector256.Create(1.0 / 20922789888000);
        sum = Next(sum, square, -1.0 / 87178291200);
        sum = Next(sum, square, 1.0 / 479001600);
        sum = Next(sum, square, -1.0 / 3628800);
        sum = Next(sum, square, 1.0 / 40320);
        sum = Next(sum, square, -1.0 / 720);
        sum = Next(sum, square, 1.0 / 24);
        sum = Next(sum, square, -1.0 / 2);
        return Next(sum, square, 1.0);
    }

    // The Taylor series of arctan x / x on [-pi / 16, pi / 16].
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ArcTangentSeries(Vector256<double> square)
    {
        Vector256<double> sum = Vector256.Create(1.0 / 21);
        sum = Next(sum, square, -1.0 / 19);
        sum = Next(sum, square, 1.0 / 17);
        sum = Next(sum, square, -1.0 / 15);
        sum = Next(sum, square, 1.0 / 13);
        sum = Next(sum, square, -1.0 / 11);
        sum = Next(sum, square, 1.0 / 9);
        sum = Next(sum, square, -1.0 / 7);
        sum = Next(sum, square, 1.0 / 5);
        sum = Next(sum, square, -1.0 / 3);
        return Next(sum, square, 1.0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Next(Vector256<double> sum, Vector256<double> square, double term) => (sum * square) + Vector256.Create(term);
}

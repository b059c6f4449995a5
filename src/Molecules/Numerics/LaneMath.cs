using System.Runtime.CompilerServices;

namespace LatentSim.Molecules.Numerics;

/// <summary>The functions of <see cref="ScalarMath"/> of several numbers side by side: the same bits.</summary>
internal static class LaneMath
{
    private const double Ln2 = 0.693147180559945309417;
    private const double SquareRootOfTwo = 1.41421356237309504880;
    private const double InverseTwoPi = 0.159154943091895335769;

    // 2^52: a whole number below it, written into its lowest bits, makes their sum.
    private const ulong WholeNumbers = 0x4330000000000000;

    // Added, it rounds to a whole number, which the lowest bits of the sum hold.
    private const double Rounding = 6755399441055744;

    /// <summary>The whole numbers that the lower 32 bits hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T FromWords<T>(T bits)
        where T : unmanaged, INumberLanes<T> =>
        ((bits & T.CreateBits(uint.MaxValue)) | T.CreateBits(WholeNumbers)) - T.CreateBits(WholeNumbers);

    /// <summary>Natural logarithms of positive, normal numbers: <see cref="ScalarMath.Log"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static T Log<T>(T x)
        where T : unmanaged, INumberLanes<T>
    {
        T exponent = FromWords(T.ShiftRight(x, 52)) - T.Create(1023);
        T mantissa = (x & T.CreateBits(0x000FFFFFFFFFFFFF)) | T.CreateBits(0x3FF0000000000000);
        T isLarge = T.IsLess(T.Create(SquareRootOfTwo), mantissa);
        mantissa = T.Select(isLarge, mantissa * T.Create(0.5), mantissa);
        exponent += isLarge & T.Create(1);

        T s = (mantissa - T.Create(1)) / (mantissa + T.Create(1));
        return (exponent * T.Create(Ln2)) + (T.Create(2) * s * ArtanhSeries(s * s));
    }

    /// <summary>Sines and cosines of angles in radians of a few turns: <see cref="ScalarMath.SinCos"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (T Sine, T Cosine) SinCos<T>(T radians)
        where T : unmanaged, INumberLanes<T> => SinCosOfTurns(radians * T.Create(InverseTwoPi));

    /// <summary>Sines and cosines of 2 pi times numbers of turns: <see cref="ScalarMath.SinCosOfTurns"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static (T Sine, T Cosine) SinCosOfTurns<T>(T turns)
        where T : unmanaged, INumberLanes<T>
    {
        T quarters = T.Round(turns * T.Create(4));
        T angle = (turns - (quarters * T.Create(0.25))) * T.Create(2 * Math.PI);
        T square = angle * angle;
        return TurnBack(quarters, angle * SineSeries(square), CosineSeries(square));
    }

    /// <summary>The sine and cosine of an angle, of which whole quarter turns were taken away.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (T Sine, T Cosine) TurnBack<T>(T quarters, T sine, T cosine)
        where T : unmanaged, INumberLanes<T>
    {
        T bits = quarters + T.Create(Rounding);
        T isOdd = T.IsOdd(bits);
        T sineSign = T.ShiftLeft(T.ShiftRight(bits, 1), 63);
        T cosineSign = T.ShiftLeft(T.ShiftRight(bits, 1) ^ bits, 63);
        return (T.Select(isOdd, cosine, sine) ^ sineSign, T.Select(isOdd, sine, cosine) ^ cosineSign);
    }

    /// <summary>Angles moved by whole turns into [-pi, pi): <see cref="ScalarMath.WrapAngle"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T WrapAngle<T>(T radians)
        where T : unmanaged, INumberLanes<T>
    {
        T pi = T.Create(Math.PI);
        T wrapped = radians - (T.Create(2 * Math.PI) * T.Floor((radians + pi) * T.Create(InverseTwoPi)));
        T isOutside = T.IsLessOrEqual(pi, wrapped) | T.IsLess(wrapped, T.Create(-Math.PI));
        return T.Select(isOutside, T.Create(-Math.PI), wrapped);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ArtanhSeries<T>(T square)
        where T : unmanaged, INumberLanes<T>
    {
        T sum = T.Create(1.0 / 19);
        sum = T.Create(1.0 / 17) + (square * sum);
        sum = T.Create(1.0 / 15) + (square * sum);
        sum = T.Create(1.0 / 13) + (square * sum);
        sum = T.Create(1.0 / 11) + (square * sum);
        sum = T.Create(1.0 / 9) + (square * sum);
        sum = T.Create(1.0 / 7) + (square * sum);
        sum = T.Create(1.0 / 5) + (square * sum);
        sum = T.Create(1.0 / 3) + (square * sum);
        return T.Create(1.0) + (square * sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SineSeries<T>(T square)
        where T : unmanaged, INumberLanes<T>
    {
        T one = T.Create(1);
        T sum = one - Share(square, 210, 1.0 / 210, -4.295505750037808e-19);
        sum = one - Share(square * sum, 156, 1.0 / 156, 2.2240044563805217e-19);
        sum = one - Share(square * sum, 110, 1.0 / 110, 4.415659757031872e-19);
        sum = one - Share(square * sum, 72, 1.0 / 72, 7.709882115452476e-19);
        sum = one - Share(square * sum, 42, 1.0 / 42, 1.32169407693471e-18);
        sum = one - Share(square * sum, 20, 1.0 / 20, -2.7755575615628915e-18);
        return one - Share(square * sum, 6, 1.0 / 6, 9.25185853854297e-18);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T CosineSeries<T>(T square)
        where T : unmanaged, INumberLanes<T>
    {
        T one = T.Create(1);
        T sum = one - Share(square, 240, 1.0 / 240, 5.782411586589357e-20);
        sum = one - Share(square * sum, 182, 1.0 / 182, -4.2891514515910067e-19);
        sum = one - Share(square * sum, 132, 1.0 / 132, -2.1026951223961299e-19);
        sum = one - Share(square * sum, 90, 1.0 / 90, -4.2404351634988616e-19);
        sum = one - Share(square * sum, 56, 1.0 / 56, 9.912705577010326e-19);
        sum = one - Share(square * sum, 30, 1.0 / 30, 4.625929269271486e-19);
        sum = one - Share(square * sum, 12, 1.0 / 12, 4.625929269271485e-18);
        return one - (square * sum * T.Create(0.5));
    }

    // value / divisor, correctly rounded: the reciprocal's head and tail make 106 bits of it, and a quotient by a small whole number is never that near to
    // where rounding turns.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Share<T>(T value, double divisor, double head, double tail)
        where T : unmanaged, INumberLanes<T> =>
        T.HasFusedMultiplyAdd ? T.MultiplyAdd(value, T.Create(head), value * T.Create(tail)) : value / T.Create(divisor);
}

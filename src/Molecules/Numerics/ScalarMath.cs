namespace LatentSim.Molecules.Numerics;

/// <summary>
/// Elementary functions made of IEEE additions, multiplications and divisions only, so that every machine of a farm gets the same bits (the
/// platform's own differ in the last place between C libraries). Relative accuracy about 1e-14, far below a float's rounding.
/// </summary>
public static class ScalarMath
{
    private const double Ln2 = 0.693147180559945309417;
    private const double SquareRootOfTwo = 1.41421356237309504880;
    private const double InverseTwoPi = 0.159154943091895335769;

    /// <summary>The natural logarithm of a positive, normal number: exponent plus 2 artanh((m - 1) / (m + 1)) of the mantissa m in [1/sqrt 2, sqrt 2).</summary>
    public static double Log(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> 52) - 1023;
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0x000FFFFFFFFFFFFFL) | 0x3FF0000000000000L);
        if (mantissa > SquareRootOfTwo)
        {
            mantissa *= 0.5;
            exponent++;
        }

        double s = (mantissa - 1) / (mantissa + 1);
        return (exponent * Ln2) + (2 * s * ArtanhSeries(s * s));
    }

    /// <summary>The sine and cosine of 2 pi times a number of turns.</summary>
    public static (double Sine, double Cosine) SinCosOfTurns(double turns)
    {
        double quarters = Math.Round(turns * 4);
        double angle = (turns - (quarters * 0.25)) * (2 * Math.PI);
        double square = angle * angle;
        double sine = angle * SineSeries(square);
        double cosine = CosineSeries(square);
        return ((long)quarters & 3) switch
        {
            0 => (sine, cosine),
            1 => (cosine, -sine),
            2 => (-sine, -cosine),
            _ => (-cosine, sine),
        };
    }

    /// <summary>The sine and cosine of an angle in radians, for angles of a few turns.</summary>
    public static (double Sine, double Cosine) SinCos(double radians) => SinCosOfTurns(radians * InverseTwoPi);

    /// <summary>An angle moved by whole turns into [-pi, pi).</summary>
    public static double WrapAngle(double radians)
    {
        double wrapped = radians - (2 * Math.PI * Math.Floor((radians + Math.PI) * InverseTwoPi));
        if (wrapped >= Math.PI)
            return -Math.PI;
        return wrapped < -Math.PI ? -Math.PI : wrapped;
    }

    // 2 s (1 + s^2/3 + s^4/5 + ...): |s| < 0.172, so ten terms leave 1e-17.
    private static double ArtanhSeries(double square)
    {
        double sum = 1.0 / 19;
        for (int k = 17; k >= 1; k -= 2)
            sum = (1.0 / k) + (square * sum);
        return sum;
    }

    // The Taylor series of sin x / x on [-pi / 4, pi / 4], nested.
    private static double SineSeries(double square)
    {
        double sum = 1;
        for (int k = 14; k >= 2; k -= 2)
            sum = 1 - (square * sum / (k * (k + 1)));
        return sum;
    }

    // The Taylor series of cos x on [-pi / 4, pi / 4], nested.
    private static double CosineSeries(double square)
    {
        double sum = 1;
        for (int k = 15; k >= 1; k -= 2)
            sum = 1 - (square * sum / (k * (k + 1)));
        return sum;
    }
}

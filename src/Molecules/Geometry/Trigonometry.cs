namespace LatentSim.Molecules.Geometry;

/// <summary>Sine, cosine and arc tangent from IEEE additions, multiplications, divisions and square roots alone, so that a walker's atoms are the same bits on every
/// machine: the platform's functions differ in the last place between C libraries. Accurate to about 1e-15.</summary>
internal static class Trigonometry
{
    // pi / 2 in two parts, the first with trailing zeros, so that small multiples of it are exact (Cody and Waite).
    private const double HalfPiHead = 1.57079632673412561417;
    private const double HalfPiTail = 6.07710050650619224932e-11;

    private static readonly double[] SineTerms = [1, -1 / 6.0, 1 / 120.0, -1 / 5040.0, 1 / 362880.0, -1 / 39916800.0, 1 / 6227020800.0, -1 / 1307674368000.0, 1 / 355687428096000.0];
    private static readonly double[] CosineTerms = [1, -1 / 2.0, 1 / 24.0, -1 / 720.0, 1 / 40320.0, -1 / 3628800.0, 1 / 479001600.0, -1 / 87178291200.0, 1 / 20922789888000.0];
    private static readonly double[] ArcTangentTerms = [1, -1 / 3.0, 1 / 5.0, -1 / 7.0, 1 / 9.0, -1 / 11.0, 1 / 13.0, -1 / 15.0, 1 / 17.0, -1 / 19.0, 1 / 21.0, -1 / 23.0];

    /// <summary>The sine and cosine of an angle in radians of at most some thousand turns.</summary>
    internal static (double Sine, double Cosine) SinCos(double angle)
    {
        var quarters = Math.Round(angle * (2 / Math.PI));
        var rest = angle - (quarters * HalfPiHead) - (quarters * HalfPiTail);
        var square = rest * rest;
        var sine = rest * Series(SineTerms, square);
        var cosine = Series(CosineTerms, square);
        return ((long)quarters & 3) switch
        {
            0 => (sine, cosine),
            1 => (cosine, -sine),
            2 => (-sine, -cosine),
            _ => (-cosine, sine),
        };
    }

    /// <summary>The angle of the point (x, y), radians in [-pi, pi]; zero for the origin.</summary>
    internal static double Atan2(double y, double x)
    {
        var (larger, smaller) = (Math.Max(Math.Abs(x), Math.Abs(y)), Math.Min(Math.Abs(x), Math.Abs(y)));
        if (larger == 0)
            return 0;

        // Halved twice, the angle is at most pi / 16, where the series converges fast.
        var ratio = smaller / larger;
        var half = ratio / (1 + Math.Sqrt(1 + (ratio * ratio)));
        var quarter = half / (1 + Math.Sqrt(1 + (half * half)));
        var angle = 4 * quarter * Series(ArcTangentTerms, quarter * quarter);
        if (Math.Abs(y) > Math.Abs(x))
            angle = (Math.PI / 2) - angle;
        if (x < 0)
            angle = Math.PI - angle;
        return Math.CopySign(angle, y);
    }

    private static double Series(double[] terms, double x)
    {
        var sum = terms[^1];
        for (var k = terms.Length - 2; k >= 0; k--)
            sum = terms[k] + (x * sum);
        return sum;
    }
}

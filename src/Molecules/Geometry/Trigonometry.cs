namespace LatentSim.Molecules.Geometry;

/// <summary>Sine, cosine and arc tangent from IEEE additions, multiplications, divisions and square roots alone, so that a walker's atoms
/// are the same bits on every
/// machine: the platform's functions differ in the last place between C libraries. Accurate to about 1e-15.</summary>
internal static class Trigonometry
{
    /// <summary>The first part of pi / 2, with trailing zeros, so that small multiples of it are exact (Cody and Waite).</summary>
    internal const double HalfPiHead = 1.57079632673412561417;

    /// <summary>The rest of pi / 2.</summary>
    internal const double HalfPiTail = 6.07710050650619224932e-11;

    private static readonly double[] SineTerms = [.. Enumerable.Range(0, 9).Select(k => 1 / SignedFactorial((2 * k) + 1, k))];
    private static readonly double[] CosineTerms = [.. Enumerable.Range(0, 9).Select(k => 1 / SignedFactorial(2 * k, k))];
    private static readonly double[] ArcTangentTerms = [.. Enumerable.Range(0, 12).Select(k => (k % 2 == 0 ? 1.0 : -1.0) / ((2 * k) + 1))];

    /// <summary>What multiplies the even powers of x in arctan x / x, first to last.</summary>
    internal static ReadOnlySpan<double> ArcTangentSeries => ArcTangentTerms;

    /// <summary>What multiplies the even powers of x in sin x / x, first to last.</summary>
    internal static ReadOnlySpan<double> SineSeries => SineTerms;

    /// <summary>What multiplies the even powers of x in cos x, first to last.</summary>
    internal static ReadOnlySpan<double> CosineSeries => CosineTerms;

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

    private static double SignedFactorial(int n, int sign) =>
        Enumerable.Range(1, n).Aggregate(sign % 2 == 0 ? 1.0 : -1.0, (product, factor) => product * factor);
}

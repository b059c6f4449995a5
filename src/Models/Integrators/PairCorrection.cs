namespace LatentSim.Models.Integrators;

/// <summary>What was learned of a kick: 24 r^-14 (rho^2 A(r) + rho^4 B(r)) times the separation, with A and B sums of uniform cubic B-splines that end at the last knot.</summary>
internal static class PairCorrection
{
    private const double Scale = 24;

    /// <summary>The correction's force over distance as a function of the squared distance.</summary>
    public static Func<double, double> Of(SymplecticWeights weights, double ratio)
    {
        double square = ratio * ratio;
        double[] coefficients = [.. weights.Quadratic.Zip(weights.Quartic, (a, b) => square * (a + (square * b)))];
        double width = (weights.LastKnot - weights.FirstKnot) / coefficients.Length;
        return squaredDistance =>
        {
            double distance = Math.Sqrt(squaredDistance);
            double knot = (Math.Max(distance, weights.FirstKnot) - weights.FirstKnot) / width;
            return Scale * Math.Pow(squaredDistance, -7) * Sum(coefficients, knot);
        };
    }

    private static double Sum(double[] coefficients, double knot)
    {
        int first = (int)Math.Min(Math.Floor(knot), coefficients.Length);
        double sum = 0;
        for (int i = first; i < Math.Min(first + 4, coefficients.Length); i++)
            sum += coefficients[i] * Spline(knot - (i - 3));
        return sum;
    }

    // The cubic B-spline on [0, 4].
    private static double Spline(double x)
    {
        if (x <= 0 || x >= 4)
            return 0;
        double y = x > 2 ? 4 - x : x;
        double z = y - 1;
        return y <= 1 ? y * y * y / 6 : (1 + (3 * z) + (3 * z * z) - (3 * z * z * z)) / 6;
    }
}

namespace TestSupport;

/// <summary>The one-sample Kolmogorov-Smirnov test.</summary>
internal static class KolmogorovSmirnov
{
    public static double Distance(double[] sample, Func<double, double> cdf)
    {
        double[] sorted = sample.Order().ToArray();
        double largest = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double expected = cdf(sorted[i]);
            largest = Math.Max(largest, Math.Max(expected - ((double)i / sorted.Length), ((i + 1.0) / sorted.Length) - expected));
        }

        return largest;
    }

    /// <summary>The distance that a sample of the right distribution exceeds once in a million times: 2 exp(-2 n d^2) = 1e-6.</summary>
    public static double OneInAMillion(int count) => Math.Sqrt(Math.Log(2e6) / (2 * count));

    /// <summary>The normal cumulative distribution: 1/2 + phi(x) (x + x^3/3 + x^5/(3 5) + ...), exact to 1e-13 where it is not 0 or 1.</summary>
    public static double NormalCdf(double x)
    {
        if (Math.Abs(x) > 8)
            return x > 0 ? 1 : 0;

        double term = x;
        double sum = x;
        for (int k = 3; k < 300; k += 2)
        {
            term *= x * x / k;
            sum += term;
        }

        return 0.5 + (sum * Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI));
    }
}

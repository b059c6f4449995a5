namespace Models.Tests;

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

    /// <summary>The normal cumulative distribution.</summary>
    public static double NormalCdf(double x) => MathNet.Numerics.Distributions.Normal.CDF(0, 1, x);
}

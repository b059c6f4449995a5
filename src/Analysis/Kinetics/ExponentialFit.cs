namespace LatentSim.Analysis;

/// <summary>The time t of the exponential exp(-k / t) that fits an autocorrelation function best by least squares.</summary>
internal static class ExponentialFit
{
    /// <summary>Fits C(k) at the lags given.</summary>
    /// <param name="lags">Positive lags k.</param>
    /// <param name="correlation">C at each.</param>
    /// <param name="weights">Weight of each.</param>
    /// <returns>The time, in the lags' unit.</returns>
    internal static double Time(double[] lags, double[] correlation, double[] weights) => Minimize(
        logTime =>
        {
            var (rate, sum) = (Math.Exp(-logTime), 0.0);
            for (var i = 0; i < lags.Length; i++)
            {
                var difference = correlation[i] - Math.Exp(-rate * lags[i]);
                sum += weights[i] * difference * difference;
            }

            return sum;
        },
        lags[^1]);

    /// <summary>Fits C(k) at k = 1, 2, ...; C(0) comes first and is not used.</summary>
    internal static double Time(ReadOnlySpan<double> correlation)
    {
        var values = correlation.ToArray();
        return Minimize(
            logTime =>
            {
                var (factor, decay, sum) = (Math.Exp(-Math.Exp(-logTime)), 1.0, 0.0);
                for (var k = 1; k < values.Length; k++)
                {
                    decay *= factor;
                    sum += (values[k] - decay) * (values[k] - decay);
                }

                return sum;
            },
            values.Length);
    }

    /// <summary>The error has one minimum in ln t between a thousandth of a lag and a thousand times the window; a coarse scan brackets it.</summary>
    private static double Minimize(Func<double, double> error, double window)
    {
        var (low, high) = (Math.Log(1e-3), Math.Log(1e3 * window));
        const int Steps = 400;
        var (best, least) = (0, error(low));
        for (var i = 1; i <= Steps; i++)
        {
            var here = error(At(i));
            if (here < least) (best, least) = (i, here);
        }

        return Math.Exp(GoldenSection(error, At(Math.Max(0, best - 1)), At(Math.Min(Steps, best + 1))));

        double At(int i) => low + (high - low) * i / Steps;
    }

    private static double GoldenSection(Func<double, double> error, double low, double high)
    {
        var ratio = (Math.Sqrt(5) - 1) / 2;
        while (high - low > 1e-10)
        {
            var (left, right) = (high - ratio * (high - low), low + ratio * (high - low));
            if (error(left) < error(right)) high = right;
            else low = left;
        }

        return (low + high) / 2;
    }
}

namespace LatentSim.Molecules.Dynamics;

/// <summary>
/// How well a trajectory of finite length can tell a chain's timescales: the standard error of t_k when the transitions over a lag are counted over all pairs
/// of steps that lie a lag apart, exact in the limit of many steps.
/// </summary>
/// <remarks>
/// With r the eigenfunction and m the eigenvalue of a step, counting changes l = m^lag to first order by the mean over the trajectory of
/// g_t = r(x_t) (r(x_(t + lag)) - l r(x_t)). Given x_t its mean is zero, so g_t and g_(t + s) are uncorrelated from s = lag on; for s below it
/// E[r(x_(s + lag)) | x_lag] = m^s r(x_lag), and with P r = m r on both sides only
/// Cov(g_0, g_s) = m^(2 s) sum_i pi_i r_i^2 (P^(lag - s) r^2)_i - m^(2 lag) sum_i pi_i r_i^4 is left. At a lag of one step this is the least error that an
/// estimator without bias can have (the Cramer-Rao bound).
/// </remarks>
public static class TimescaleError
{
    /// <summary>The standard error of timescale <paramref name="k"/>, in steps.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="k">The process, 1 or more.</param>
    /// <param name="lag">Steps of a lag.</param>
    /// <param name="steps">Steps of the trajectory, many more than the timescale.</param>
    public static double Of(MarkovChain chain, int k, int lag, double steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(lag, 1);
        double timescale = chain.Timescale(k);
        double eigenvalue = Math.Pow(chain.Eigenvalues[k], lag);
        return timescale * timescale / lag / eigenvalue * Math.Sqrt(Variance(chain, k, lag) / steps);
    }

    // The sum over all s of Cov(g_0, g_s).
    private static double Variance(MarkovChain chain, int k, int lag)
    {
        double[] square = [.. chain.Eigenfunction(k).Select(r => r * r)];
        double[] moved = square;
        double fourth = Mean(chain, square, square) * Math.Pow(chain.Eigenvalues[k], 2 * lag);
        double sum = 0;
        for (int s = lag - 1; s >= 0; s--)
        {
            moved = Step(chain, moved);
            double covariance = (Math.Pow(chain.Eigenvalues[k], 2 * s) * Mean(chain, square, moved)) - fourth;
            sum += s == 0 ? covariance : 2 * covariance;
        }

        return sum;
    }

    private static double Mean(MarkovChain chain, double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += chain.Stationary[i] * a[i] * b[i];
        return sum;
    }

    private static double[] Step(MarkovChain chain, double[] values)
    {
        double[] moved = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            for (int j = 0; j < values.Length; j++)
                moved[i] += chain.Probability(i, j) * values[j];
        }

        return moved;
    }
}

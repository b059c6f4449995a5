namespace LatentSim.Models.Training;

/// <summary>Covariances of functions over pairs of frames, counted in both directions of time.</summary>
/// <param name="Mean">The mean of each function over both frames of the pairs.</param>
/// <param name="Instantaneous">C0 = (X'X + Y'Y) / 2N, means removed.</param>
/// <param name="Lagged">Ct = (X'Y + Y'X) / 2N, means removed.</param>
internal sealed record ReversibleCovariance(double[] Mean, double[,] Instantaneous, double[,] Lagged)
{
    /// <summary>Estimates them.</summary>
    /// <param name="functions">[frame, function].</param>
    /// <param name="pairs">The rows of the pairs' first frames.</param>
    /// <param name="lag">Rows to the second.</param>
    public static ReversibleCovariance Of(float[,] functions, ReadOnlySpan<long> pairs, int lag)
    {
        int count = functions.GetLength(1);
        double[] mean = MeanOf(functions, pairs, lag);
        double[,] instantaneous = new double[count, count];
        double[,] lagged = new double[count, count];
        double[] x = new double[count];
        double[] y = new double[count];
        double weight = 1.0 / (2.0 * pairs.Length);
        foreach (long row in pairs)
        {
            for (int i = 0; i < count; i++)
            {
                x[i] = functions[row, i] - mean[i];
                y[i] = functions[row + lag, i] - mean[i];
            }

            for (int i = 0; i < count; i++)
            {
                for (int j = 0; j < count; j++)
                {
                    instantaneous[i, j] += weight * ((x[i] * x[j]) + (y[i] * y[j]));
                    lagged[i, j] += weight * ((x[i] * y[j]) + (y[i] * x[j]));
                }
            }
        }

        return new ReversibleCovariance(mean, instantaneous, lagged);
    }

    private static double[] MeanOf(float[,] functions, ReadOnlySpan<long> pairs, int lag)
    {
        double[] mean = new double[functions.GetLength(1)];
        foreach (long row in pairs)
        {
            for (int i = 0; i < mean.Length; i++)
                mean[i] += (functions[row, i] + (double)functions[row + lag, i]) / (2.0 * pairs.Length);
        }

        return mean;
    }
}

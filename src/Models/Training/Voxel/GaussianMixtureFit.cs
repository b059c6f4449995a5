using LatentSim.Models.Weights;

namespace LatentSim.Models.Training;

/// <summary>
/// Fits a mixture of Gaussians with full covariances by expectation maximization (Dempster, Laird and Rubin 1977) from k-means++ clusters: the ex-post density
/// of latent codes (Ghosh et al. 2019).
/// </summary>
public static class GaussianMixtureFit
{
    private const int MostIterations = 200;
    private const double Tolerance = 1e-4;
    private const double RelativeRidge = 1e-6;
    private const double LeastVariance = 1e-12;

    /// <summary>Fits a mixture; stops when the mean log-likelihood of a sample grows by less than 1e-4, or after 200 iterations.</summary>
    /// <param name="samples">[sample, dimension].</param>
    /// <param name="components">The number of Gaussians.</param>
    /// <param name="seed">Of the start.</param>
    /// <param name="cancellationToken">Stops the fit.</param>
    /// <returns>The mixture; every variance contains a ridge of 1e-6 of the samples' mean variance.</returns>
    /// <exception cref="ArgumentException">There are fewer samples than Gaussians, or a sample is not finite.</exception>
    /// <exception cref="OperationCanceledException">The fit was stopped.</exception>
    public static GaussianMixture Fit(float[,] samples, int components, int seed, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(components);
        (int count, int dimension) = (samples.GetLength(0), samples.GetLength(1));
        if (count < components || dimension == 0)
            throw new ArgumentException($"{count} samples of dimension {dimension}, expected at least {components} of dimension 1.", nameof(samples));

        double[] rows = Rows(samples);
        double ridge = RelativeRidge * Math.Max(MeanVariance(rows, dimension), LeastVariance);
        MixtureSums sums = new(components, dimension);
        MixtureEstimate estimate = Start(rows, dimension, components, seed, sums, ridge, cancellationToken);
        double before = double.NegativeInfinity;
        for (int iteration = 0; iteration < MostIterations; iteration++)
        {
            sums.Clear();
            for (int i = 0; i < count; i++)
            {
                if (i % 1000 == 0)
                    cancellationToken.ThrowIfCancellationRequested();
                estimate.Add(rows.AsSpan(i * dimension, dimension), sums);
            }

            double logLikelihood = sums.LogLikelihood / count;
            estimate = MixtureEstimate.From(sums, estimate.Means, ridge);
            if (logLikelihood - before < Tolerance)
                break;
            before = logLikelihood;
        }

        return estimate.ToMixture();
    }

    /// <summary>The mean of log p over samples: log p(x) = log sum_k share_k N(x; mean_k, factor_k factor_k^T).</summary>
    /// <param name="mixture">The mixture.</param>
    /// <param name="samples">[sample, dimension].</param>
    /// <exception cref="ArgumentException">The samples are of another dimension, or not finite.</exception>
    public static double MeanLogLikelihood(GaussianMixture mixture, float[,] samples)
    {
        (int count, int dimension) = (samples.GetLength(0), samples.GetLength(1));
        if (dimension != mixture.Dimension || count == 0)
            throw new ArgumentException($"{count} samples of dimension {dimension}, expected some of dimension {mixture.Dimension}.", nameof(samples));

        double[] rows = Rows(samples);
        MixtureEstimate estimate = MixtureEstimate.From(mixture);
        double sum = 0;
        for (int i = 0; i < count; i++)
            sum += estimate.LogLikelihood(rows.AsSpan(i * dimension, dimension));
        return sum / count;
    }

    private static MixtureEstimate Start(
        double[] rows, int dimension, int components, int seed, MixtureSums sums, double ridge, CancellationToken cancellationToken)
    {
        (double[] centres, int[] clusters) = ClusterStart.Find(rows, dimension, components, seed, cancellationToken);
        double[] deviation = new double[dimension];
        for (int i = 0; i < clusters.Length; i++)
        {
            for (int d = 0; d < dimension; d++)
                deviation[d] = rows[(i * dimension) + d] - centres[(clusters[i] * dimension) + d];
            sums.Add(clusters[i], 1, deviation);
        }

        return MixtureEstimate.From(sums, centres, ridge);
    }

    private static double[] Rows(float[,] samples)
    {
        double[] rows = new double[samples.Length];
        int next = 0;
        foreach (float value in samples)
            rows[next++] = float.IsFinite(value) ? value : throw new ArgumentException("A sample is not finite.", nameof(samples));
        return rows;
    }

    private static double MeanVariance(double[] rows, int dimension)
    {
        double sum = 0;
        int count = rows.Length / dimension;
        for (int d = 0; d < dimension; d++)
        {
            (double first, double second) = (0, 0);
            for (int i = 0; i < count; i++)
            {
                double value = rows[(i * dimension) + d] - rows[d];
                first += value;
                second += value * value;
            }

            sum += (second / count) - (first / count * (first / count));
        }

        return sum / dimension;
    }
}

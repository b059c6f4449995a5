using LatentSim.Models.Training;
using LatentSim.Models.Weights;

namespace Models.Tests.Training;

public sealed class GaussianMixtureFitTests
{
    // N((-3, 1), [[1, 0.6], [0.6, 0.5]]) and N((4, 2), [[0.25, -0.1], [-0.1, 0.3]]), by the rows of their Cholesky factors.
    private static readonly GaussianMixture Truth = new(
        [0.3f, 0.7f], [-3, 1, 4, 2], [1, 0, 0.6f, MathF.Sqrt(0.14f), 0.5f, 0, -0.2f, MathF.Sqrt(0.26f)]);

    private static readonly float[,] Samples = Draw(Truth, 20_000, 5);

    // Two shares, four means and six covariances, each within five of its own standard errors: a false alarm in 150 000 seeds.
    [Fact]
    public void AMixtureIsFoundFromItsSamples()
    {
        GaussianMixture fit = GaussianMixtureFit.Fit(Samples, 2, 1, CancellationToken.None);
        int[] order = fit.Means[0] < fit.Means[2] ? [0, 1] : [1, 0];
        int count = Samples.GetLength(0);
        for (int k = 0; k < 2; k++)
        {
            int found = order[k];
            double share = Truth.Shares[k];
            Assert.Equal(share, fit.Shares[found], 5 * Math.Sqrt(share * (1 - share) / count));
            (double[,] expected, double[,] actual) = (Covariance(Truth, k), Covariance(fit, found));
            for (int i = 0; i < 2; i++)
            {
                Assert.Equal(Truth.Means[(2 * k) + i], fit.Means[(2 * found) + i], 5 * Math.Sqrt(expected[i, i] / (share * count)));
                for (int j = 0; j <= i; j++)
                {
                    double variance = (expected[i, i] * expected[j, j]) + (expected[i, j] * expected[i, j]);
                    Assert.Equal(expected[i, j], actual[i, j], 5 * Math.Sqrt(variance / (share * count)));
                }
            }
        }
    }

    // No other parameters make the samples as likely as those of greatest likelihood do, the true ones neither.
    [Fact]
    public void TheFitIsLikelierThanTheTruth()
    {
        double truth = GaussianMixtureFit.MeanLogLikelihood(Truth, Samples);
        double fit = GaussianMixtureFit.MeanLogLikelihood(GaussianMixtureFit.Fit(Samples, 2, 1, CancellationToken.None), Samples);
        double one = GaussianMixtureFit.MeanLogLikelihood(GaussianMixtureFit.Fit(Samples, 1, 1, CancellationToken.None), Samples);
        Assert.InRange(fit, truth, truth + 1e-3);
        Assert.True(one < truth - 0.5);
    }

    [Fact]
    public void OneGaussianIsTheMeanAndTheCovarianceOfTheSamples()
    {
        GaussianMixture fit = GaussianMixtureFit.Fit(new float[,] { { 1, 0 }, { 3, 0 }, { 1, 4 }, { 3, 5 } }, 1, 1, CancellationToken.None);
        double[,] covariance = Covariance(fit, 0);
        Assert.Equal([1f], fit.Shares);
        Assert.Equal([2f, 2.25f], fit.Means);
        Assert.Equal(1, covariance[0, 0], 1e-5);
        Assert.Equal(0.25, covariance[1, 0], 1e-5);
        Assert.Equal(5.1875, covariance[1, 1], 1e-4);
    }

    // The sum of densities, written out.
    [Fact]
    public void TheLikelihoodIsTheSumOfTheDensities()
    {
        double sum = 0;
        for (int n = 0; n < 10; n++)
            sum += Math.Log(Density(0, Samples[n, 0], Samples[n, 1]) + Density(1, Samples[n, 0], Samples[n, 1]));
        float[,] few = new float[10, 2];
        Array.Copy(Samples, few, 20);
        Assert.Equal(sum / 10, GaussianMixtureFit.MeanLogLikelihood(Truth, few), 1e-6);
        Assert.Equal(-0.5 * 1e8, GaussianMixtureFit.MeanLogLikelihood(new GaussianMixture([1], [0], [1]), new float[,] { { 1e4f } }), 10.0);
    }

    [Fact]
    public void TheSameSeedGivesTheSameMixture() =>
        Assert.Equivalent(GaussianMixtureFit.Fit(Samples, 3, 7, CancellationToken.None), GaussianMixtureFit.Fit(Samples, 3, 7, CancellationToken.None), strict: true);

    // A dimension that the network does not use is the same in every sample.
    [Fact]
    public void SamplesInAPlaneOrAPointMakeADensity()
    {
        float[,] flat = new float[500, 3];
        for (int n = 0; n < 500; n++)
            (flat[n, 0], flat[n, 1], flat[n, 2]) = (Samples[n, 0], Samples[n, 1], 3);
        foreach (float[,] samples in new[] { flat, new float[4, 3] })
        {
            GaussianMixture fit = GaussianMixtureFit.Fit(samples, 3, 1, CancellationToken.None);
            Assert.Null(LatentSim.Models.Backmapper.Voxel.GaussianMixtureCheck.Problem(fit, 3));
            Assert.True(double.IsFinite(GaussianMixtureFit.MeanLogLikelihood(fit, samples)));
        }
    }

    [Fact]
    public void WhatCannotBeFittedIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => GaussianMixtureFit.Fit(Samples, 0, 1, CancellationToken.None));
        Assert.Throws<ArgumentException>(() => GaussianMixtureFit.Fit(new float[2, 2], 3, 1, CancellationToken.None));
        Assert.Throws<ArgumentException>(() => GaussianMixtureFit.Fit(new float[,] { { 0 }, { float.NaN } }, 1, 1, CancellationToken.None));
        Assert.Throws<OperationCanceledException>(() => GaussianMixtureFit.Fit(Samples, 2, 1, new CancellationToken(canceled: true)));
    }

    private static double Density(int component, double x, double y)
    {
        double[,] covariance = Covariance(Truth, component);
        double determinant = (covariance[0, 0] * covariance[1, 1]) - (covariance[0, 1] * covariance[0, 1]);
        (double dx, double dy) = (x - Truth.Means[2 * component], y - Truth.Means[(2 * component) + 1]);
        double square = ((covariance[1, 1] * dx * dx) - (2 * covariance[0, 1] * dx * dy) + (covariance[0, 0] * dy * dy)) / determinant;
        return Truth.Shares[component] * Math.Exp(-0.5 * square) / (2 * Math.PI * Math.Sqrt(determinant));
    }

    private static double[,] Covariance(GaussianMixture mixture, int component)
    {
        ReadOnlySpan<float> factor = mixture.Factors.AsSpan(component * 4, 4);
        double off = (double)factor[0] * factor[2];
        return new[,] { { (double)factor[0] * factor[0], off }, { off, ((double)factor[2] * factor[2]) + ((double)factor[3] * factor[3]) } };
    }

    private static float[,] Draw(GaussianMixture mixture, int count, int seed)
    {
        System.Random random = new(seed);
        float[] normals = RandomWeights.Normals(random, 2 * count);
        float[,] samples = new float[count, 2];
        for (int n = 0; n < count; n++)
        {
            int k = random.NextDouble() < mixture.Shares[0] ? 0 : 1;
            ReadOnlySpan<float> factor = mixture.Factors.AsSpan(k * 4, 4);
            samples[n, 0] = mixture.Means[2 * k] + (factor[0] * normals[2 * n]);
            samples[n, 1] = mixture.Means[(2 * k) + 1] + (factor[2] * normals[2 * n]) + (factor[3] * normals[(2 * n) + 1]);
        }

        return samples;
    }
}

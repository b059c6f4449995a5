using LatentSim.Models.Backmapper.Voxel;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Random;

namespace Models.Tests.Backmapper.Voxel;

public sealed class GaussianMixtureDrawTests
{
    private const int Dimension = 3;
    private static readonly GaussianMixture Mixture = RandomVoxels.Mixture(new System.Random(3), 4, Dimension);

    // Means and covariances of the whole mixture, nine numbers, each within five of its standard errors, which come from the draws: a false alarm in 190 000 seeds.
    [Fact]
    public void DrawsHaveTheMixturesMoments()
    {
        const int Count = 40_000;
        GaussianMixtureDraw mixture = new(Mixture);
        float[] draws = new float[Count * Dimension];
        for (int n = 0; n < Count; n++)
        {
            PhiloxStream random = new(1, n, 0, RandomPurpose.Backmapper);
            mixture.Draw(ref random, draws.AsSpan(n * Dimension, Dimension));
        }

        for (int i = 0; i < Dimension; i++)
        {
            AssertMean(Mean(i), [.. Enumerable.Range(0, Count).Select(n => (double)draws[(n * Dimension) + i])]);
            for (int j = 0; j <= i; j++)
                AssertMean(Product(i, j), [.. Enumerable.Range(0, Count).Select(n => (double)draws[(n * Dimension) + i] * draws[(n * Dimension) + j])]);
        }
    }

    [Fact]
    public void AComponentWithoutAShareIsNeverDrawn()
    {
        GaussianMixtureDraw mixture = new(new GaussianMixture([0, 1, 0], [-100, 0, 100], [1, 1, 1]));
        float[] code = new float[1];
        for (int n = 0; n < 1000; n++)
        {
            PhiloxStream random = new(1, 0, n, RandomPurpose.Backmapper);
            mixture.Draw(ref random, code);
            Assert.InRange(code[0], -50, 50);
        }
    }

    private static void AssertMean(double expected, double[] values)
    {
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Length);
        Assert.Equal(expected, mean, 5 * deviation / Math.Sqrt(values.Length));
    }

    private static double Mean(int i) => Enumerable.Range(0, Mixture.Components).Sum(k => (double)Mixture.Shares[k] * Mixture.Means[(k * Dimension) + i]);

    private static double Product(int i, int j) => Enumerable.Range(0, Mixture.Components).Sum(k =>
    {
        double covariance = Enumerable.Range(0, Dimension).Sum(c => (double)Factor(k, i, c) * Factor(k, j, c));
        return Mixture.Shares[k] * (covariance + ((double)Mixture.Means[(k * Dimension) + i] * Mixture.Means[(k * Dimension) + j]));
    });

    private static float Factor(int component, int row, int column) => Mixture.Factors[(((component * Dimension) + row) * Dimension) + column];
}

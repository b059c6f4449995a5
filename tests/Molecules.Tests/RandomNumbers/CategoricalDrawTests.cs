using LatentSim.Molecules.Numerics;
using LatentSim.Molecules.Random;

namespace Molecules.Tests.RandomNumbers;

public sealed class CategoricalDrawTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(24, 8)]
    [InlineData(7, 37)]
    public void ManyRowsDrawWhatOneDoes(int categories, int rows)
    {
        int stride = categories + 3;
        System.Random random = new(categories);
        float[] weights = [.. Enumerable.Range(0, rows * stride).Select(_ => (float)Math.Max(0, random.NextDouble() - 0.2))];
        double[] uniforms = [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble())];
        int[] expected = [.. Enumerable.Range(0, rows).Select(row => Draw(weights.AsSpan(row * stride, categories), uniforms[row]))];

        int[] drawn = new int[rows];
        CategoricalDraw.Fill(weights, stride, categories, uniforms, drawn);
        Assert.Equal(expected, drawn);
        CategoricalDraw.Fill<NumberLanes4>(weights, stride, categories, uniforms, drawn);
        Assert.Equal(expected, drawn);
        CategoricalDraw.Fill<NumberLanes8>(weights, stride, categories, uniforms, drawn);
        Assert.Equal(expected, drawn);
    }

    // Chi-square with 4 degrees of freedom exceeds 33.4 once in a million.
    [Fact]
    public void CategoriesComeUpByTheirWeights()
    {
        const int Rows = 100_000;
        float[] weights = [1, 0.25f, 3, 0.5f, 2];
        double[] uniforms = new double[Rows];
        RandomKey[] keys = [.. Enumerable.Range(0, Rows).Select(row => new RandomKey(row, 1))];
        new RandomRows([RandomKind.Uniform]).Fill(uniforms, 3, keys, RandomPurpose.Propagator);
        int[] drawn = new int[Rows];
        CategoricalDraw.Fill([.. Enumerable.Range(0, Rows).SelectMany(_ => weights)], weights.Length, weights.Length, uniforms, drawn);

        double chiSquare = 0;
        for (int category = 0; category < weights.Length; category++)
        {
            double expected = Rows * weights[category] / weights.Sum();
            double excess = drawn.Count(value => value == category) - expected;
            chiSquare += excess * excess / expected;
        }

        Assert.InRange(chiSquare, 0, 33.4);
    }

    [Fact]
    public void ARowThatIsNotFiniteDrawsNothing()
    {
        int[] drawn = new int[3];
        CategoricalDraw.Fill([1, float.NaN, 1, 1, 1, float.PositiveInfinity], 2, 2, [0.9, 0.9, 0.9], drawn);
        Assert.Equal([-1, 1, -1], drawn);
    }

    private static int Draw(ReadOnlySpan<float> weights, double uniform)
    {
        double sum = 0;
        foreach (float weight in weights)
            sum += weight;
        double cumulative = 0;
        for (int category = 0; category < weights.Length - 1; category++)
        {
            cumulative += weights[category];
            if (uniform * sum < cumulative)
                return category;
        }

        return weights.Length - 1;
    }
}

using LatentSim.Models.Training;

namespace Models.Tests.Training;

public sealed class ReversibleEigenproblemTests
{
    // 0 -> 1 and 1 -> 0 happen equally often in a periodic sequence, so the estimate is exact: of 4 steps one leaves each state.
    [Fact]
    public void SolvesATwoStateChainExactly()
    {
        float[,] functions = new float[401, 1];
        for (int i = 0; i < functions.Length; i++)
            functions[i, 0] = i % 4 < 2 ? 0 : 1;

        ReversibleEigenproblem problem = ReversibleEigenproblem.Solve(functions, [.. Enumerable.Range(0, 400).Select(i => (long)i)], 1);

        Assert.Equal(0, problem.Eigenvalues[0], 1e-9);
    }

    [Fact]
    public void GivesFunctionsOfMeanZeroVarianceOneAndPositiveThirdMoment()
    {
        System.Random random = new(3);
        float[,] functions = new float[2000, 2];
        for (int i = 0; i < 2000; i++)
        {
            double x = i == 0 ? 0 : (0.9 * functions[i - 1, 0]) + KnownProcesses.Normal(random);
            functions[i, 0] = (float)x;
            functions[i, 1] = (float)(3 - (0.2 * x * x) + (0.5 * x));
        }

        long[] pairs = [.. Enumerable.Range(0, 1999).Select(i => (long)i)];
        ReversibleEigenproblem problem = ReversibleEigenproblem.Solve(functions, pairs, 1);

        for (int k = 0; k < 2; k++)
        {
            double[] values = [.. pairs.SelectMany(i => new[] { Value(problem, functions, i, k), Value(problem, functions, i + 1, k) })];
            Assert.Equal(0, values.Average(), 1e-6);
            Assert.Equal(1, values.Average(value => value * value), 1e-6);
            Assert.True(Enumerable.Range(0, 2000).Sum(i => Math.Pow(Value(problem, functions, i, k), 3)) >= 0);
        }

        double[] onTheSamePairs = problem.Autocorrelations(functions, pairs, 1);
        Assert.Equal(problem.Eigenvalues[0], onTheSamePairs[0], 1e-6);
        Assert.Equal(problem.Eigenvalues[1], onTheSamePairs[1], 1e-6);
        Assert.True(problem.Eigenvalues[0] > problem.Eigenvalues[1]);
    }

    [Theory]
    [InlineData(new[] { 0.96, 0.46, 0.16 }, 2)]
    [InlineData(new[] { 0.96, 0.46, 0.16, 0.1, 0.05 }, 2)]
    [InlineData(new[] { 0.99, 0.98, 0.97, 0.2, 0.1 }, 3)]
    [InlineData(new[] { 0.9, 0.35, 0.34, 0.02 }, 1)]
    [InlineData(new[] { 0.9, 0.8, 0.36, 0.35, 0.34, -0.3 }, 2)]
    [InlineData(new[] { 0.5, 0.36, 0.35, 0.34, 0.01, 0.005 }, 4)]
    [InlineData(new[] { 0.1 }, 1)]
    [InlineData(new[] { 0.9, 0.8 }, 2)]
    public void CutsAtTheLargestGapAfterTheProcessesSlowerThanTheLag(double[] eigenvalues, int expected) =>
        Assert.Equal(expected, LatentDimension.Choose(eigenvalues));

    private static double Value(ReversibleEigenproblem problem, float[,] functions, long row, int eigenfunction) =>
        problem.Evaluate([functions[row, 0], functions[row, 1]], eigenfunction);
}

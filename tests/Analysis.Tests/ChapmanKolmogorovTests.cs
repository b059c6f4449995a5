using LatentSim.Analysis;

namespace Analysis.Tests;

public sealed class ChapmanKolmogorovTests
{
    private static readonly int[] Bins = [.. FourWellChain.Path(2, 1_000_000).Where((_, t) => t % 10 == 0)];

    [Fact]
    public void MetastableSetsOfTheFourWellChainAreItsWells()
    {
        var sets = MetastableSets.Of(new ReversibleMarkovEstimator().Fit(FourWellChain.ExactCounts(1), 1), 4);
        var cuts = Enumerable.Range(1, FourWellChain.Bins - 1).Where(i => sets[i] != sets[i - 1]).ToArray();
        Assert.Equal(3, cuts.Length);
        Assert.Equal(4, sets.Distinct().Count());

        // Barriers at x = -0.5, 0 and 0.5: the tops of the Gaussians, bins 25, 50 and 75.
        Assert.Equal([25, 50, 75], cuts, (expected, actual) => Math.Abs(expected - actual) <= 3);
        Assert.Equal([0, 1], MetastableSets.Of(new ReversibleMarkovEstimator().Fit(FourWellChain.ExactCounts(1), 1), 2).Distinct().Order());
    }

    [Fact]
    public void PredictionsAndCountsAreTheExactProbabilities()
    {
        var sets = MetastableSets.Of(new ReversibleMarkovEstimator().Fit(FourWellChain.ExactCounts(1), 1), 4);
        var result = new ChapmanKolmogorovTest { Multiples = 3 }.Fit([Bins], sets, 10, 10);
        Assert.Equal((4, 3 * 16), (result.Sets, result.Rows.Count));
        var exact = Exact(sets, 300, 0, 0);
        var row = result.Rows.Single(r => r is { From: 0, To: 0, Time: 300 });

        // Ten error bars of four degrees of freedom (6e-4).
        var error = row.Counted.StandardError!.Value;
        Assert.InRange(error, 1e-4, 0.05);
        Assert.InRange(row.Predicted.Value!.Value, exact - 10 * error, exact + 10 * error);
        Assert.InRange(row.Counted.Value!.Value, exact - 10 * error, exact + 10 * error);
        Assert.InRange(result.LargestDifference, 0, 0.05);
        Assert.InRange(result.ShareWithinErrors!.Value, 0.8, 1);
        foreach (var from in result.Rows.GroupBy(r => (r.From, r.Time))) Assert.Equal(1, from.Sum(r => r.Predicted.Value!.Value), 1e-9);
    }

    [Fact]
    public void AModelThatIsNotMarkovianFails()
    {
        // Two states cut in the middle of a well: it forgets within a step where it is, but the process does not.
        var states = Array.ConvertAll(Bins, i => i < 12 ? 0 : 1);
        var result = new ChapmanKolmogorovTest { Multiples = 4 }.Fit([states], [0, 1], 1, 10);
        Assert.True(result.LargestDifference > 0.1);
        Assert.InRange(result.ShareWithinErrors!.Value, 0, 0.6);
    }

    [Fact]
    public void SetsThatAreNotThereHaveNoProbability()
    {
        var result = new ChapmanKolmogorovTest { Multiples = 1 }.Fit([[0, 1, 0, 1, 0, 0, 1]], [0, 1, 2], 1, 1);
        Assert.Null(result.Rows.Single(r => r is { From: 2, To: 0 }).Predicted.Value);
        Assert.Equal(3.0 / 4, result.Rows.Single(r => r is { From: 0, To: 1 }).Counted.Value!.Value, 12);
        Assert.Throws<ArgumentException>(() => new ChapmanKolmogorovTest().Fit([[0, 0]], [-1], 1, 1));
        Assert.Throws<ArgumentException>(() => new ChapmanKolmogorovTest().Fit([[0]], [0], 1, 1));
    }

    private static double Exact(int[] sets, int steps, int from, int to)
    {
        double[] p = [.. FourWellChain.Stationary.Select((w, i) => sets[i] == from ? w : 0)];
        var sum = p.Sum();
        for (var step = 0; step < steps; step++) p = [.. Enumerable.Range(0, FourWellChain.Bins).Select(j => Enumerable.Range(Math.Max(0, j - 1), j == 0 || j == 99 ? 2 : 3).Sum(i => p[i] * FourWellChain.Transition(i, j)))];
        return p.Where((_, i) => sets[i] == to).Sum() / sum;
    }
}

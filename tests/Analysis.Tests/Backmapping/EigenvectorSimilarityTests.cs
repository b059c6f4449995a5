using LatentSim.Analysis;

namespace Analysis.Tests.Backmapping;

/// <summary>Symmetric chains of few states, whose eigenvectors are known: their stationary distribution is uniform, so left and right ones are alike.</summary>
public sealed class EigenvectorSimilarityTests
{
    // Eigenvectors (1, 1, -2) with 1 - 3 b and (1, -1, 0) with 1 - 2 a - b.
    private static readonly MarkovStateModel OneApart = Model([[0, 30, 5], [30, 0, 5], [5, 5, 0]]);
    private static readonly MarkovStateModel PairApart = Model([[0, 5, 30], [5, 0, 30], [30, 30, 0]]);

    // Eigenvectors (1, 0, -1) with 1 - c and (1, -2, 1) with 1 - 3 c.
    private static readonly MarkovStateModel Line = Model([[0, 20, 0], [20, 0, 20], [0, 20, 0]]);

    [Fact]
    public void AProcessIsLikeItself()
    {
        Assert.Equal(1, EigenvectorSimilarity.Of(Line, 1, Line, 1), 1e-9);
        Assert.Equal(1, EigenvectorSimilarity.Of(Line, 2, Line, 2), 1e-9);
        Assert.Equal(0, EigenvectorSimilarity.Of(Line, 1, Line, 2), 1e-9);
    }

    [Fact]
    public void TheCosineIsThatOfTheKnownEigenvectorsWhateverTheirSigns()
    {
        // (1, 1, -2) . (1, 0, -1) = 3, and its opposite with the signs that the models choose.
        Assert.True(OneApart.LeftEigenvector(1)[2] * Line.LeftEigenvector(1)[2] < 0);
        Assert.Equal(3 / Math.Sqrt(12), EigenvectorSimilarity.Of(OneApart, 1, Line, 1), 1e-9);
        Assert.Equal(3 / Math.Sqrt(12), EigenvectorSimilarity.Of(Line, 1, OneApart, 1), 1e-9);
    }

    [Fact]
    public void LeftEigenvectorsAreRightOnesWeightedByTheStationaryDistribution()
    {
        // Two states with pi = (1/4, 3/4): r = (-sqrt 3, 1 / sqrt 3) or its opposite, and l = +-(sqrt 3 / 4) (1, -1).
        var model = Counts([[60, 30], [30, 240]]);
        double[] left = model.LeftEigenvector(1);

        Assert.Equal(0.25, model.StationaryDistribution[0], 1e-9);
        Assert.Equal(Math.Sqrt(3) / 4, Math.Abs(left[0]), 1e-9);
        Assert.Equal(0, left.Sum(), 1e-9);
    }

    [Fact]
    public void OnlyStatesThatBothOccupyAreCompared()
    {
        // Two pairs: (1, 1, -1, -1), of which the other chain, of one apart on the first three, sees (1, 1, -1).
        var pairs = Model([[0, 40, 2, 2], [40, 0, 2, 2], [2, 2, 0, 40], [2, 2, 40, 0]]);
        var three = Model([[0, 30, 5, 0], [30, 0, 5, 0], [5, 5, 0, 0], [0, 0, 0, 0]], diagonal: [65, 65, 90, 0]);

        Assert.Equal([0, 1, 2], three.States);
        Assert.Equal(4 / Math.Sqrt(18), EigenvectorSimilarity.Of(pairs, 1, three, 1), 1e-9);
    }

    [Fact]
    public void ModelsWithoutASharedStateAreUnlike()
    {
        var first = Model([[0, 10, 0, 0], [10, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]], diagonal: [90, 90, 0, 0]);
        var second = Model([[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 10], [0, 0, 10, 0]], diagonal: [0, 0, 90, 90]);

        Assert.Equal(0, EigenvectorSimilarity.Of(first, 1, second, 1));
    }

    [Fact]
    public void ProcessesThatChangedPlacesAreFound()
    {
        var matched = MatchedProcess.Of(OneApart, PairApart, 2);

        Assert.Equal([2, 1], matched.Select(match => match.Other!.Value));
        Assert.All(matched, match => Assert.Equal(1, match.Similarity, 1e-9));
    }

    [Fact]
    public void AModelOfFewerProcessesLeavesSomeWithout()
    {
        var two = Model([[0, 10, 0], [10, 0, 0], [0, 0, 0]], diagonal: [90, 90, 0]);

        var matched = MatchedProcess.Of(Line, two, 2);

        Assert.Equal([1, null], matched.Select(match => match.Other));
        Assert.Equal(0, matched[1].Similarity);
    }

    private static MarkovStateModel Model(int[][] flows, int[]? diagonal = null) =>
        Counts([.. flows.Select((row, i) => row.Select((count, j) => i == j ? diagonal?[i] ?? 100 - row.Sum() : count).ToArray())]);

    private static MarkovStateModel Counts(int[][] counts)
    {
        var table = new TransitionCounts(counts.Length);
        for (var i = 0; i < counts.Length; i++)
        {
            for (var j = 0; j < counts.Length; j++) table.Add(i, j, counts[i][j]);
        }

        return new ReversibleMarkovEstimator().Fit(table, 1);
    }
}

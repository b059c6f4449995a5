using LatentSim.Analysis;

namespace Analysis.Tests;

public sealed class CoreTransitionTests
{
    private static readonly Core A = new(double.NegativeInfinity, 0.2);
    private static readonly Core B = new(0.8, double.PositiveInfinity);

    [Fact]
    public void OnlyVisitsOfTheOtherCoreAreTransitions()
    {
        // Neither (2 frames), A for 4 steps with a recrossing, B for 3, A for 2, B for 1 until the end.
        var transitions = CoreTransitions.Of([[0.5, 0.5, 0.1, 0.7, 0.15, 0.5, 0.9, 0.5, 0.6, 0.1, 0.1, 0.9, 0.4]], A, B, 2);
        Assert.Equal(new CorePassage(2, 12, 1, 4, null), transitions.FromAToB);
        Assert.Equal(new CorePassage(1, 8, 1, 6, null), transitions.FromBToA);
        Assert.Equal(6.0, transitions.FromAToB.MeanFirstPassageTime);
        Assert.Equal(6 / Math.Sqrt(2), transitions.FromAToB.MeanFirstPassageTimeError!.Value, 12);
        Assert.Equal(1.0 / 8, transitions.FromBToA.Rate!.Value, 12);
        Assert.Equal(Math.Sqrt(2) / 12, transitions.FromAToB.RateError!.Value, 12);
    }

    [Fact]
    public void TrajectoriesAddUpAndNoDwellSpansTwo()
    {
        double[][] trajectories = [[0.1, 0.9, 0.1, 0.5], [0.9, 0.9, 0.1], [0.5]];
        var together = CoreTransitions.Of(trajectories, A, B, 1);
        var sum = CoreTransitions.Of(trajectories[..1], A, B, 1);
        sum.Add(CoreTransitions.Of(trajectories[1..], A, B, 1));
        Assert.Equal(together.FromAToB, sum.FromAToB);
        Assert.Equal(together.FromBToA, sum.FromBToA);
        Assert.Equal((1, 2), (together.FromAToB.Transitions, together.FromBToA.Transitions));
        Assert.Equal((2.0, 3.0), (together.FromAToB.Time, together.FromBToA.Time));
        Assert.Null(CoreTransitions.Of([[0.5, 0.1]], A, B, 1).FromAToB.MeanFirstPassageTime);
        Assert.Throws<ArgumentException>(() => new CoreTransitions(A, new Core(0.2, 1), 1));
        Assert.Throws<ArgumentException>(() => new Core(2, 1));
    }

    [Fact]
    public void CensoredDwellsBiasTheirMeanButNotTheRate()
    {
        // Exponential waits of mean 100 frames both ways in 3000 trajectories of 100 frames: some 3000 transitions. The rate is exact within 5 of its errors (1e-6).
        var chains = Enumerable.Range(0, 3000).Select(seed => Array.ConvertAll(Noise.Chain(seed, new[,] { { 0.99, 0.01 }, { 0.01, 0.99 } }, 101), s => (double)s));
        var passage = CoreTransitions.Of(chains, A, B, 1).FromAToB;
        Assert.InRange(passage.MeanFirstPassageTime!.Value, 100 - 5 * passage.MeanFirstPassageTimeError!.Value, 100 + 5 * passage.MeanFirstPassageTimeError.Value);
        Assert.True(passage.MeanDwell < 60);
    }
}

using LatentSim.Models.Training;

namespace Models.Tests.Training;

public sealed class ScheduleAndSplitTests
{
    [Fact]
    public void HoldsOutTheTailOfEachTrajectoryAndMakesNoPairAcrossABoundary()
    {
        LaggedPairs pairs = LaggedPairs.Split([10, 3, 20], 2, 0.25);

        Assert.Equal([0, 1, 2, 3, 4, 5, 10, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], pairs.Training);
        Assert.Equal([28, 29, 30], pairs.Validation);
    }

    [Fact]
    public void ValidatesOnTheTrainingPairsWhenNothingIsHeldOut()
    {
        LaggedPairs pairs = LaggedPairs.Split([4], 1, 0);

        Assert.Equal([0, 1, 2], pairs.Training);
        Assert.Equal(pairs.Training, pairs.Validation);
    }

    [Fact]
    public void DealsEveryRowOnceAnEpochInBatchesOfNearlyEqualSize()
    {
        ShuffledBatches batches = new([.. Enumerable.Range(0, 103).Select(i => (long)i)], 20, 1);

        long[][] first = [.. batches.NextEpoch()];
        long[][] second = [.. batches.NextEpoch()];

        Assert.Equal(6, first.Length);
        Assert.All(first, batch => Assert.InRange(batch.Length, 17, 18));
        Assert.Equal(Enumerable.Range(0, 103).Select(i => (long)i), first.SelectMany(batch => batch).Order());
        Assert.NotEqual(first.SelectMany(batch => batch), second.SelectMany(batch => batch));
    }

    [Fact]
    public void FallsAlongACosine()
    {
        LearningRate rate = new(LearningRateSchedule.Cosine, 2, 4, 1);

        Assert.Equal([2, 1 + Math.Sqrt(0.5), 1, 1 - Math.Sqrt(0.5), 0], [.. Enumerable.Range(0, 5).Select(_ => Math.Round(rate.Next(), 12))], new Near());
    }

    [Fact]
    public void HalvesOnAPlateau()
    {
        LearningRate rate = new(LearningRateSchedule.Plateau, 1, 0, 2);
        List<double> rates = [];
        foreach (double loss in new[] { 5.0, 4, 4, 4, 3, 3, 3 })
        {
            rate.EpochEnded(loss);
            rates.Add(rate.Next());
        }

        Assert.Equal([1, 1, 1, 0.5, 0.5, 0.5, 0.25], rates);
    }

    [Fact]
    public void TransformsEveryCoordinateInHalfOfTheCouplings()
    {
        bool[][] masks = CouplingMasks.Draw(7, 6, 3);

        for (int coordinate = 0; coordinate < 7; coordinate++)
            Assert.Equal(3, masks.Count(mask => mask[coordinate]));
        Assert.All(CouplingMasks.Draw(1, 3, 3), mask => Assert.True(mask[0]));
    }

    private sealed class Near : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) < 1e-9;

        public int GetHashCode(double value) => 0;
    }
}

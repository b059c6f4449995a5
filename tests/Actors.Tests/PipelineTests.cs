namespace LatentSim.Actors.Tests;

public class PipelineTests
{
    [Theory(Timeout = 30_000)]
    [InlineData(1, 1, 1, 1, 7)]
    [InlineData(8, 8, 5, 1, 40)]
    [InlineData(8, 3, 7, 2, 40)]
    [InlineData(8, 1, 40, 4, 40)]
    [InlineData(13, 4, 64, 3, 40)]
    public async Task TrajectoriesDependOnSeedAndWalkerAlone(int walkers, int walkersPerShard, int blockSteps, int slots, int steps)
    {
        var run = new FakeRun { Walkers = walkers, WalkersPerShard = walkersPerShard, BlockSteps = blockSteps, Slots = slots, Steps = steps };

        RunResult result = await run.Run();

        Assert.Equal((long)walkers * steps, result.Frames);
        run.AssertComplete(result);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(1, FakeMath.Dimension)]
    [InlineData(2, FakeMath.Sites * 3)]
    [InlineData(3, FakeMath.Atoms * 3)]
    public async Task APipelineMayEndAfterAnyStage(int stages, int numbersPerFrame)
    {
        var run = new FakeRun { StageCount = stages };

        RunResult result = await run.Run();

        Assert.Equal(RunOutcome.Completed, result.Outcome);
        Assert.All(Enumerable.Range(0, run.Walkers), walker => Assert.Equal(run.Steps * numbersPerFrame, run.Store.Of(walker).Length));
        Assert.All(run.Store.Checkpoints[^1].State.Shards, state => Assert.Equal(stages == 3 ? 24 : 0, state.Atoms.Length));
    }

    [Fact(Timeout = 30_000)]
    public async Task LatentsAloneAreThoseOfTheWholePipeline()
    {
        var run = new FakeRun { StageCount = 1, Walkers = 3, WalkersPerShard = 2, Steps = 11 };
        await run.Run();

        float before = 0;
        for (int step = 0; step < run.Steps; step++)
        {
            before = FakeMath.Latent(FakeRun.Seed, 2, step, 1, before);
            Assert.Equal(before, run.Store.Of(2)[(step * FakeMath.Dimension) + 1]);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task EachSlotComputesOnOneThreadOfItsOwn()
    {
        var threads = new System.Collections.Concurrent.ConcurrentDictionary<(string, int), bool>();
        var run = new FakeRun { Slots = 3 };
        run.Stages.OnCall = call => threads[(call.Slot, Environment.CurrentManagedThreadId)] = true;

        await run.Run();

        Assert.Equal(3, threads.Count);
        Assert.Equal(3, threads.Keys.Select(key => key.Item2).Distinct().Count());
    }

    [Fact(Timeout = 30_000)]
    public async Task AllMemoryIsReturned()
    {
        var run = new FakeRun();
        RunResult result = await run.Run();

        Assert.InRange(result.PeakBlocks, 1, 4 * BackpressureTests.BlocksPerShard);
        Assert.Equal(0, result.BlocksLeft);
    }

    [Fact]
    public void APlanThatCannotRunIsRefused()
    {
        var shards = Shard.Split(2, 1).Select(ShardState.AtStart).ToArray();
        DeviceSlot[] slots = new FakeStages().Slots(1);

        Assert.Throws<ArgumentException>(() => new RunPlan(1, 10, 1, [], slots).Validate());
        Assert.Throws<ArgumentException>(() => new RunPlan(1, 10, 1, shards, []).Validate());
        Assert.Throws<ArgumentException>(() => new RunPlan(1, 10, 1, shards, [slots[0], slots[0]]).Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => new RunPlan(1, 0, 1, shards, slots).Validate());
        Assert.Throws<ArgumentException>(() => new RunPlan(1, 10, 1, [shards[1], shards[0]], slots).Validate());
    }
}

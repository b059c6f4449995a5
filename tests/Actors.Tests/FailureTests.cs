namespace LatentSim.Actors.Tests;

public class FailureTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("propagator")]
    [InlineData("decoder")]
    [InlineData("backmapper")]
    public async Task AStageThatThrowsIsMadeAnewAndGoesOnFromTheLastBlock(string stage)
    {
        var run = new FakeRun { Slots = 1 };
        int failures = 0;
        run.Stages.OnCall = call =>
        {
            if (call.Stage == stage && call is { FirstWalker: 2, FirstStep: 15 } && Interlocked.Increment(ref failures) <= 2)
                throw new InvalidOperationException("a passing fault");
        };

        RunResult result = await run.Run();

        Assert.Equal(3, failures);
        Assert.Equal(3 + 2, run.Stages.Created);
        Assert.Equal(0, result.Moves);
        Assert.Equal(0, result.BlocksLeft);
        run.AssertComplete(result);
    }

    [Fact(Timeout = 60_000)]
    public async Task ASlotThatKeepsFailingHandsItsShardsToTheOthers()
    {
        var run = new FakeRun { Walkers = 16, Slots = 3 };
        run.Stages.OnCall = call =>
        {
            if (call is { Slot: "cpu:1", FirstStep: >= 10 })
                throw new InvalidOperationException("the device has fallen off the bus");
        };

        RunResult result = await run.Run();

        Assert.InRange(result.Moves, 3, 16);
        run.AssertComplete(result);
    }

    [Fact(Timeout = 60_000)]
    public async Task ASlotWhoseStagesCannotBeMadeHandsItsShardsToTheOthers()
    {
        var run = new FakeRun();
        var slots = run.Stages.Slots(2);
        slots[0] = new DeviceSlot("cpu:0", new StageFactories(() => throw new InvalidOperationException("no such device"), slots[0].Stages.Decoder, slots[0].Stages.Backmapper));
        var plan = new RunPlan(FakeRun.Seed, run.Steps, 5, Shard.Split(8, 2).Select(ShardState.AtStart).ToArray(), slots)
        {
            Retries = new RetryPolicy { FirstDelay = TimeSpan.FromMilliseconds(1) },
        };

        RunResult result = await StreamRun.Run(plan, new RunSinks(run.Store, run.Observables, run.Live)).WaitAsync(TimeSpan.FromSeconds(20));

        run.AssertComplete(result);
    }

    [Fact(Timeout = 60_000)]
    public async Task ASlotThatDoesNotAnswerHandsItsShardsToTheOthers()
    {
        using var never = new ManualResetEventSlim();
        var run = new FakeRun { BlockTimeout = TimeSpan.FromSeconds(2) };
        run.Stages.OnCall = call =>
        {
            if (call is { Slot: "cpu:0", FirstStep: 20 })
                never.Wait();
        };

        RunResult result = await run.Run();
        never.Set();

        run.AssertComplete(result);
    }

    [Fact(Timeout = 60_000)]
    public async Task AShardThatIsNotFiniteIsStoppedAndReportedAndTheOthersGoOn()
    {
        var run = new FakeRun();
        run.Stages.NotFinite = (Walker: 5, Step: 23);

        RunResult result = await run.Run();

        LostShard lost = Assert.Single(result.LostShards);
        Assert.Equal((4, 20L), (lost.Shard.FirstWalker, lost.NextStep));
        Assert.Contains("walker 5 at step 23", lost.ToString());
        run.AssertComplete(result, except: [4, 5]);
        Assert.Equal(FakeMath.Trajectory(FakeRun.Seed, 4, 20), run.Store.Of(4));
        Assert.Equal(20, run.Store.Checkpoints[^1].State.Shards[2].NextStep);
        Assert.Equal(0, result.BlocksLeft);
    }

    [Fact(Timeout = 60_000)]
    public async Task WhenEverythingFailsTheRunStillEnds()
    {
        var run = new FakeRun();
        run.Stages.OnCall = _ => throw new InvalidOperationException("broken everywhere");

        RunResult result = await run.Run();

        Assert.Equal(RunOutcome.ShardsLost, result.Outcome);
        Assert.Equal(4, result.LostShards.Count);
        Assert.Equal(0, result.Frames);
    }

    [Fact(Timeout = 60_000)]
    public async Task AFullDiskEndsTheRunWithItsOwnMessage()
    {
        var run = new FakeRun();
        run.Store.OnAppend = _ =>
        {
            if (run.Store.Blocks == 10)
                throw new IOException("No space left on device");
        };

        IOException exception = await Assert.ThrowsAsync<IOException>(() => run.Run());
        Assert.Equal("No space left on device", exception.Message);
    }

    [Fact(Timeout = 60_000)]
    public async Task AFaultOfTheObservablesEndsTheRunWithItsOwnMessage()
    {
        var run = new FakeRun();
        run.Observables.OnAdd = _ => throw new InvalidOperationException("cannot count this");

        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(() => run.Run());
        Assert.Equal("cannot count this", exception.Message);
    }
}

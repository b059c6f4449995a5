using LatentSim.Models.Stages;

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

    /// <summary>Its thread wakes up while the others are at work, and computes into memory that is still its own.</summary>
    [Theory(Timeout = 60_000)]
    [InlineData("propagator")]
    [InlineData("decoder")]
    [InlineData("backmapper")]
    public async Task ASlotThatHangsAndWakesUpDisturbsNobody(string stage)
    {
        using var asleep = new ManualResetEventSlim();
        var run = new FakeRun { Steps = 200, BlockTimeout = TimeSpan.FromSeconds(1) };
        run.Stages.OnCall = call =>
        {
            if (call.Stage == stage && call is { Slot: "cpu:0", FirstStep: 20 })
                asleep.Wait();
        };
        run.Store.OnAppend = block =>
        {
            if (block is { Shard.Index: 0, FirstStep: >= 30 })
                asleep.Set();
        };

        RunResult result = await run.Run();

        run.AssertComplete(result);
        Assert.Equal(2, result.Moves);
        Assert.Matches("^cpu:0 is given up, .* did not compute the .* of shard .* steps .*, within 1 s", Assert.Single(run.News));
    }

    [Fact(Timeout = 60_000)]
    public async Task ASlotWhoseDeviceIsLostEndsAndHandsItsShardsToTheOthers()
    {
        var run = new FakeRun { Walkers = 16, Slots = 3 };
        run.Stages.OnCall = call =>
        {
            if (call is { Slot: "cpu:1", FirstStep: >= 10 })
                throw new DeviceLostException("the device has fallen off the bus");
        };

        RunResult result = await run.Run();

        run.AssertComplete(result);
        Assert.InRange(result.Moves, 3, 6);
        Assert.StartsWith("cpu:1 ", Assert.Single(run.News));
    }

    [Fact(Timeout = 60_000)]
    public async Task WhenTheOnlyDeviceIsLostTheRunEndsAndItsFramesGoOnFromTheCheckpoint()
    {
        var run = new FakeRun { Slots = 1 };
        run.Stages.OnCall = call =>
        {
            if (call.FirstStep >= 20)
                throw new DeviceLostException("the device has fallen off the bus");
        };

        RunResult result = await run.Run();

        Assert.Equal((RunOutcome.ShardsLost, 4), (result.Outcome, result.LostShards.Count));
        foreach (ShardState shard in run.Store.Checkpoints[^1].State.Shards)
            Assert.Equal(FakeMath.Trajectory(FakeRun.Seed, shard.Shard.FirstWalker, (int)shard.NextStep), run.Store.Of(shard.Shard.FirstWalker));
    }

    /// <summary>64 shards of 20 ms a block on one slot: a block waits for more than a second, and is not late.</summary>
    [Fact(Timeout = 60_000)]
    public async Task WaitingInTheQueueOfASlotIsNotBeingLate()
    {
        var run = new FakeRun { Walkers = 64, WalkersPerShard = 1, Slots = 1, Steps = 10, StageCount = 1, BlockTimeout = TimeSpan.FromSeconds(1) };
        run.Stages.OnCall = _ => Thread.Sleep(20);

        RunResult result = await run.Run();

        Assert.Equal((RunOutcome.Completed, 0, 640L), (result.Outcome, result.Moves, result.Frames));
        Assert.Empty(run.News);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("propagator", 1)]
    [InlineData("decoder", 2)]
    [InlineData("backmapper", 3)]
    [InlineData("propagator", 5)]
    public async Task ABlockThatDoesNotFitIntoMemoryIsHalvedUntilItDoes(string stage, int fits)
    {
        var run = new FakeRun { Slots = 1, BlockSteps = 7 };
        run.Stages.OnCall = call =>
        {
            if (call.Stage == stage && call.Steps > fits)
                throw new InsufficientMemoryException("out of memory");
        };

        RunResult result = await run.Run();

        run.AssertComplete(result);
        Assert.Equal(["cpu:0 is short of memory: its blocks are halved, and tried again"], run.News);
        Assert.Equal((0, 0), (result.Moves, result.BlocksLeft));
    }

    [Fact(Timeout = 60_000)]
    public async Task ANumberThatIsNotFiniteOnOneSlotAloneIsComputedAgainOnAnother()
    {
        var run = new FakeRun();
        run.Stages.NotFinite = (Walker: 1, Step: 12);
        run.Stages.NotFiniteOn = "cpu:0";

        RunResult result = await run.Run();

        run.AssertComplete(result);
        Assert.True(result.Moves > 0);
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
        Assert.StartsWith("shard 2 (walkers 4 to 5) is given up, the others go on: ", Assert.Single(run.News));
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
    public async Task AWriterThatFailsEndsTheRunWithItsOwnMessage()
    {
        var run = new FakeRun();
        run.Store.OnAppend = _ =>
        {
            if (run.Store.Blocks == 10)
                throw new IOException("Input/output error");
        };

        IOException exception = await Assert.ThrowsAsync<IOException>(() => run.Run());
        Assert.Equal("Input/output error", exception.Message);
        Assert.Equal(10, run.Store.Blocks);
        Assert.All(Enumerable.Range(0, 8), walker => Assert.Equal(
            FakeMath.Trajectory(FakeRun.Seed, walker, run.Store.Of(walker).Length / (FakeMath.Atoms * 3)), run.Store.Of(walker)));
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

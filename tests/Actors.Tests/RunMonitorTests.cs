using LatentSim.Models.Stages;

namespace LatentSim.Actors.Tests;

public class RunMonitorTests
{
    [Fact]
    public void BeforeARunThereIsNothingToTell()
    {
        RunStatus status = new RunMonitor().Status();
        Assert.Empty(status.Slots);
        Assert.Equal((0, 0, 0), (status.Frames, status.TotalFrames, status.Checkpoints));
        Assert.Null(status.LastCheckpoint);
    }

    [Fact(Timeout = 60_000)]
    public async Task AnUndisturbedRunIsWell()
    {
        var run = new FakeRun();
        using ILiveSubscription watcher = run.Live.Subscribe(new LiveRequest { Walkers = [0] });
        run.AssertComplete(await run.Run());

        RunStatus status = run.Monitor.Status();
        Assert.Equal((320, 320, 40), (status.Frames, status.TotalFrames, status.SlowestStep));
        Assert.Equal((0, 0, 0), (status.Moves, status.LostShards, status.Blocks));
        Assert.Equal((1, 1), (status.Checkpoints, status.Watchers));
        Assert.InRange(status.LastCheckpoint!.Value, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);
        Assert.Equal(watcher.Dropped, status.DroppedFrames);
        Assert.Equal(["cpu:0", "cpu:1"], status.Slots.Select(slot => slot.Name));
        Assert.All(status.Slots, slot => Assert.Equal(new SlotStatus(slot.Name, SlotState.Working, 2, 160, 0, null), slot));
    }

    [Fact(Timeout = 60_000)]
    public async Task FailuresAreCountedWhereTheyHappen()
    {
        var run = new FakeRun();
        int left = 2;
        run.Stages.OnCall = call =>
        {
            if (call is { Stage: "decoder", Slot: "cpu:1", FirstStep: 10 } && Interlocked.Decrement(ref left) >= 0)
                throw new InvalidOperationException("the decoder\nis tired");
        };

        run.AssertComplete(await run.Run());

        RunStatus status = run.Monitor.Status();
        Assert.Equal((0, null), (status.Slots[0].Failures, status.Slots[0].LastFailure));
        Assert.Equal((2, "the decoder is tired"), (status.Slots[1].Failures, status.Slots[1].LastFailure));
        Assert.Equal((0, 0), (status.Moves, status.LostShards));
    }

    [Fact(Timeout = 60_000)]
    public async Task ASlotThatIsGivenUpAndAShardThatIsLostShow()
    {
        var run = new FakeRun { Steps = 200 };
        run.Stages.OnCall = call =>
        {
            if (call is { Slot: "cpu:1", FirstStep: >= 100 })
                throw new DeviceLostException("cpu:1 is gone");
        };
        run.Stages.NotFinite = (0, 150);

        RunResult result = await run.Run();

        RunStatus status = run.Monitor.Status();
        Assert.Equal(RunOutcome.ShardsLost, result.Outcome);
        Assert.Equal((result.Moves, 1), (status.Moves, status.LostShards));
        Assert.Equal((SlotState.GivenUp, 0), (status.Slots[1].State, status.Slots[1].Shards));
        Assert.Equal((SlotState.Working, 4), (status.Slots[0].State, status.Slots[0].Shards));
        Assert.Equal(result.Frames, status.Frames);
        Assert.Equal(result.Frames, status.Slots.Sum(slot => slot.Frames));
        Assert.Contains("cpu:1", status.Slots[1].LastFailure);
        Assert.Equal(150, status.SlowestStep);
    }
}

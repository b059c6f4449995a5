using System.Diagnostics;

namespace LatentSim.Actors.Tests;

public class FullDiskTests
{
    /// <summary>For longer than a sink may take.</summary>
    [Theory(Timeout = 60_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TheRunWaitsForRoomGoesOnAndSaysBoth(bool atCheckpoint)
    {
        var run = new FakeRun { Checkpoints = new CheckpointPolicy { Frames = 40, MostShare = 1 }, SinkTimeout = TimeSpan.FromSeconds(2) };
        var full = new Stopwatch();
        int refused = 0;
        void Refuse()
        {
            if (run.Store.Blocks < 10)
                return;
            full.Start();
            if (full.Elapsed > TimeSpan.FromSeconds(3))
                return;
            refused++;
            throw new NoRoomException("the disk is full");
        }

        if (atCheckpoint)
            run.Store.OnCheckpoint = Refuse;
        else
            run.Store.OnAppend = _ => Refuse();

        RunResult result = await run.Run();

        run.AssertComplete(result);
        Assert.InRange(refused, 10, 3000);
        Assert.Equal(["the disk is full; the run waits, and goes on by itself when there is room", "there is room again: the run goes on"], run.News);
        Assert.Equal(0, result.BlocksLeft);
        Assert.Equal(320, FrameCounter.Read(run.Store.Checkpoints[^1].State.Observables));
    }

    [Fact(Timeout = 60_000)]
    public async Task StoppedWhileItWaitsTheRunEndsAndItsLastCheckpointStands()
    {
        using var stop = new CancellationTokenSource();
        var run = new FakeRun { Steps = 1000, Checkpoints = new CheckpointPolicy { Frames = 40, MostShare = 1 } };
        int refused = 0;
        run.Store.OnAppend = _ =>
        {
            if (run.Store.Blocks < 30)
                return;
            if (++refused == 5)
                stop.Cancel();
            throw new NoRoomException("the disk is full");
        };

        RunResult result = await run.Run(stop.Token);

        Assert.Equal(RunOutcome.StoppedWithoutRoom, result.Outcome);
        Assert.Equal(30, run.Store.Blocks);
        Assert.InRange(refused, 5, 6);
        await AssertGoesOn(run);
    }

    [Fact(Timeout = 60_000)]
    public async Task WhenThereIsNoRoomForTheLastCheckpointAStoppedRunEnds()
    {
        using var stop = new CancellationTokenSource();
        var run = new FakeRun { Steps = 1000, Checkpoints = new CheckpointPolicy { Frames = 40, MostShare = 1 } };
        run.Store.OnAppend = _ =>
        {
            if (run.Store.Blocks == 30)
                stop.Cancel();
        };
        run.Store.OnCheckpoint = () =>
        {
            if (run.Store.Blocks > 30)
                throw new NoRoomException("the disk is full");
        };

        RunResult result = await run.Run(stop.Token);

        Assert.Equal(RunOutcome.StoppedWithoutRoom, result.Outcome);
        await AssertGoesOn(run);
    }

    private static async Task AssertGoesOn(FakeRun stopped)
    {
        RunState last = stopped.Store.Checkpoints[^1].State;
        var rest = new FakeRun { Steps = stopped.Steps, Start = last.Shards, Observables = new FrameCounter(last.Observables) };
        await rest.Run();
        foreach (ShardState shard in last.Shards)
        {
            for (int walker = shard.Shard.FirstWalker; walker < shard.Shard.FirstWalker + shard.Shard.Walkers; walker++)
                Assert.Equal(FakeMath.Trajectory(FakeRun.Seed, walker, rest.Steps)[((int)shard.NextStep * FakeMath.Atoms * 3)..], rest.Store.Of(walker));
        }
    }
}

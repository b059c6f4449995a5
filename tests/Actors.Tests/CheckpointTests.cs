namespace LatentSim.Actors.Tests;

public class CheckpointTests
{
    private static readonly CheckpointPolicy Often = new() { Interval = TimeSpan.FromMilliseconds(2), MostShare = 1 };

    [Fact(Timeout = 60_000)]
    public async Task ACheckpointCountsExactlyWhatTheWriterAndTheObservablesHaveSeen()
    {
        var run = new FakeRun { Steps = 100, Checkpoints = Often };
        run.Store.OnAppend = _ => Thread.Sleep(1);

        await run.Run();

        Assert.InRange(run.Store.Checkpoints.Count, 5, 90);
        foreach ((RunState state, int[] counted) in run.Store.Checkpoints)
        {
            foreach (ShardState shard in state.Shards)
                Assert.Equal(shard.NextStep * FakeMath.Atoms * 3, counted[shard.Shard.FirstWalker]);
            Assert.Equal(state.Shards.Sum(shard => shard.NextStep * shard.Shard.Walkers), FrameCounter.Read(state.Observables));
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task ARunThatGoesOnFromAnyCheckpointIsTheRunThatWasNeverInterrupted()
    {
        var first = new FakeRun { Steps = 60, Checkpoints = Often };
        first.Store.OnAppend = _ => Thread.Sleep(1);
        await first.Run();
        var random = new Random(7);

        for (int trial = 0; trial < 5; trial++)
        {
            (RunState state, _) = first.Store.Checkpoints[random.Next(first.Store.Checkpoints.Count)];
            var second = new FakeRun
            {
                Steps = 60,
                BlockSteps = 1 + random.Next(9),
                Slots = 1 + random.Next(3),
                Start = state.Shards,
                Observables = new FrameCounter(state.Observables),
            };
            RunResult result = await second.Run();

            Assert.Equal(RunOutcome.Completed, result.Outcome);
            AssertRest(second, state);
            Assert.Equal(60 * 8, FrameCounter.Read(second.Store.Checkpoints[^1].State.Observables));
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task WhenStoppedTheRunFinishesItsBlocksAndMakesACheckpoint()
    {
        using var stop = new CancellationTokenSource();
        var run = new FakeRun { Steps = 100_000 };
        run.Store.OnAppend = _ =>
        {
            if (run.Store.Blocks == 30)
                stop.Cancel();
        };

        RunResult result = await run.Run(stop.Token);

        Assert.Equal(RunOutcome.Stopped, result.Outcome);
        RunState last = run.Store.Checkpoints[^1].State;
        Assert.InRange(run.Store.Blocks, 31, 31 + (4 * 6));
        Assert.Equal(result.Frames, last.Shards.Sum(shard => shard.NextStep * shard.Shard.Walkers));
        Assert.Equal(result.Frames, FrameCounter.Read(last.Observables));
        Assert.Equal(0, result.BlocksLeft);
        Assert.All(Enumerable.Range(0, 8), walker => Assert.Equal(
            FakeMath.Trajectory(FakeRun.Seed, walker, (int)last.Shards[walker / 2].NextStep), run.Store.Of(walker)));
    }

    [Fact(Timeout = 60_000)]
    public async Task ARunThatHasAllItsStepsEndsAtOnce()
    {
        var first = new FakeRun();
        await first.Run();
        var again = new FakeRun { Start = first.Store.Checkpoints[^1].State.Shards };

        RunResult result = await again.Run();

        Assert.Equal((RunOutcome.Completed, 0L), (result.Outcome, result.Frames));
    }

    private static void AssertRest(FakeRun run, RunState start)
    {
        foreach (ShardState shard in start.Shards)
        {
            int skipped = (int)shard.NextStep * FakeMath.Atoms * 3;
            for (int i = 0; i < shard.Shard.Walkers; i++)
            {
                int walker = shard.Shard.FirstWalker + i;
                Assert.Equal(FakeMath.Trajectory(FakeRun.Seed, walker, run.Steps)[skipped..], run.Store.Of(walker));
            }
        }
    }
}

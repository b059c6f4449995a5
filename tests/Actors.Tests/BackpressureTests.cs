namespace LatentSim.Actors.Tests;

public class BackpressureTests
{
    /// <summary>
    /// The most blocks of one shard that are alive at once: in each of three stages one in work with its output and one done that waits, one kept of each of the
    /// two stages with a state, one at each sink, each with latents and frames.
    /// </summary>
    public const int BlocksPerShard = 16;

    [Theory(Timeout = 60_000)]
    [InlineData("writer")]
    [InlineData("observables")]
    public async Task ASlowSinkHoldsTheSourceBack(string slow)
    {
        var run = new FakeRun { Steps = 200, BlockSteps = 2, Walkers = 4, WalkersPerShard = 2 };
        int propagated = 0;
        int consumed = 0;
        int furthest = 0;
        run.Stages.OnCall = call => Note(call.Stage == "propagator", ref propagated, () => { });
        Action<ShardBlock> consume = _ => Note(true, ref consumed, () => Thread.Sleep(1));
        if (slow == "writer")
            run.Store.OnAppend = consume;
        else
            run.Observables.OnAdd = consume;

        RunResult result = await run.Run();

        run.AssertComplete(result);
        Assert.Equal(200, consumed);
        Assert.InRange(furthest, 1, 2 * 6);
        Assert.InRange(result.PeakBlocks, 1, 2 * BlocksPerShard);

        void Note(bool count, ref int counter, Action then)
        {
            if (!count)
                return;

            then();
            Interlocked.Increment(ref counter);
            int ahead = Volatile.Read(ref propagated) - Volatile.Read(ref consumed);
            InterlockedMax(ref furthest, ahead);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task MemoryDoesNotDependOnLength()
    {
        RunResult brief = await new FakeRun { Steps = 50, BlockSteps = 1 }.Run();
        RunResult tenfold = await new FakeRun { Steps = 500, BlockSteps = 1 }.Run();

        Assert.InRange(brief.PeakBlocks, 1, 4 * BlocksPerShard);
        Assert.InRange(tenfold.PeakBlocks, 1, 4 * BlocksPerShard);
        Assert.Equal(0, tenfold.BlocksLeft);
    }

    [Fact(Timeout = 60_000)]
    public async Task ASinkThatNeverAnswersEndsTheRunByName()
    {
        using var never = new ManualResetEventSlim();
        var run = new FakeRun();
        run.Store.OnAppend = _ => never.Wait();
        var plan = new RunPlan(1, 10, 5, [ShardState.AtStart(new Shard(0, 0, 2))], run.Stages.Slots(1)) { SinkTimeout = TimeSpan.FromMilliseconds(200) };

        Task<RunResult> running = StreamRun.Run(plan, new RunSinks(run.Store, run.Observables, run.Live));
        TimeoutException exception = await Assert.ThrowsAsync<TimeoutException>(() => running.WaitAsync(TimeSpan.FromSeconds(20)));
        never.Set();

        Assert.Contains("trajectory writer", exception.Message);
        Assert.Contains("shard 0", exception.Message);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen = Volatile.Read(ref target);
        while (value > seen)
        {
            int before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }
}

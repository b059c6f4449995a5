namespace LatentSim.Actors.Tests;

public class LiveHubTests
{
    [Fact(Timeout = 60_000)]
    public async Task AWatcherSeesFramesOfTheRunInOrderAndTheEnd()
    {
        var run = new FakeRun { Steps = 400, Slots = 1, WalkersPerShard = 8 };
        run.Store.OnAppend = _ => Thread.Sleep(1);
        using LiveSubscription subscription = run.Live.Subscribe(walker: 3, capacity: 1000);

        await run.Run();
        List<LiveFrame> seen = await ReadAll(subscription);

        Assert.NotEmpty(seen);
        Assert.Equal(seen.Select(frame => frame.Step).Order(), seen.Select(frame => frame.Step));
        foreach (LiveFrame frame in seen)
        {
            float[] expected = FakeMath.Trajectory(FakeRun.Seed, 3, (int)frame.Step + 1)[^(FakeMath.Atoms * 3)..];
            Assert.Equal(expected, frame.Positions.Span.Slice(3 * FakeMath.Atoms * 3, FakeMath.Atoms * 3).ToArray());
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task AStuckWatcherHoldsOnlyTheNewestFrameAndSlowsNothing()
    {
        var run = new FakeRun { Steps = 2000 };
        using LiveSubscription stuck = run.Live.Subscribe();
        using LiveSubscription alsoStuck = run.Live.Subscribe(walker: 0, capacity: 3);

        RunResult result = await run.Run();
        List<LiveFrame> left = await ReadAll(stuck);

        run.AssertComplete(result);
        Assert.Single(left);
        Assert.InRange((await ReadAll(alsoStuck)).Count, 1, 3);
        Assert.InRange(result.PeakBlocks, 1, 4 * (BackpressureTests.BlocksPerShard + 2));
    }

    [Fact]
    public void WhileNobodyWatchesBlocksAreDropped()
    {
        var hub = new LiveHub();
        Assert.False(hub.IsWatched);
        LiveSubscription subscription = hub.Subscribe();
        Assert.True(hub.IsWatched);
        subscription.Dispose();
        Assert.False(hub.IsWatched);
    }

    [Fact]
    public void AfterTheEndASubscriptionIsCompleteAtOnce()
    {
        var hub = new LiveHub();
        hub.Complete();
        Assert.True(hub.Subscribe().Frames.Completion.IsCompleted);
    }

    private static async Task<List<LiveFrame>> ReadAll(LiveSubscription subscription)
    {
        var frames = new List<LiveFrame>();
        await foreach (LiveFrame frame in subscription.Frames.ReadAllAsync().WithCancellation(new CancellationTokenSource(10_000).Token))
            frames.Add(frame);
        return frames;
    }
}

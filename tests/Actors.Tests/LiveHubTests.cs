namespace LatentSim.Actors.Tests;

public class LiveHubTests
{
    [Fact(Timeout = 60_000)]
    public async Task AWatcherSeesFramesOfTheRunInOrderAndTheEnd()
    {
        var run = new FakeRun { Steps = 400, Slots = 1, WalkersPerShard = 8 };
        run.Store.OnAppend = _ => Thread.Sleep(1);
        using ILiveSubscription subscription = run.Live.Subscribe(new LiveRequest { Walkers = [3], Capacity = 1000 });

        await run.Run();
        List<LiveFrames> seen = await ReadAll(subscription);

        Assert.NotEmpty(seen);
        Assert.Equal(seen.Select(frames => frames.FirstStep).Order(), seen.Select(frames => frames.FirstStep));
        foreach (LiveFrames frames in seen)
        {
            float[] expected = FakeMath.Trajectory(FakeRun.Seed, 3, (int)frames.LastStep + 1)[^(FakeMath.Atoms * 3)..];
            Assert.Equal(expected, frames.Frame(frames.Count - 1).Positions.ToArray());
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task AStuckWatcherHoldsOnlyTheNewestFrameAndSlowsNothing()
    {
        var run = new FakeRun { Steps = 2000 };
        using ILiveSubscription stuck = run.Live.Subscribe(new LiveRequest { Walkers = [1] });
        using ILiveSubscription alsoStuck = run.Live.Subscribe(new LiveRequest { Walkers = [0], Capacity = 3 });

        RunResult result = await run.Run();
        List<LiveFrames> left = await ReadAll(stuck);

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
        ILiveSubscription subscription = hub.Subscribe(new LiveRequest());
        Assert.True(hub.IsWatched);
        subscription.Dispose();
        Assert.False(hub.IsWatched);
    }

    [Fact]
    public async Task AfterTheEndASubscriptionIsCompleteAtOnce()
    {
        var hub = new LiveHub();
        hub.Complete();
        Assert.Null(await hub.Subscribe(new LiveRequest()).Next(CancellationToken.None));
    }

    private static async Task<List<LiveFrames>> ReadAll(ILiveSubscription subscription)
    {
        using var patience = new CancellationTokenSource(10_000);
        var all = new List<LiveFrames>();
        while (await subscription.Next(patience.Token) is { } frames)
            all.Add(frames);
        return all;
    }
}

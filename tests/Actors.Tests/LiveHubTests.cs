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

    [Fact(Timeout = 60_000)]
    public async Task AnyNumberOfStuckWatchersChangesNothing()
    {
        var alone = new FakeRun { Steps = 500 };
        await alone.Run();
        var run = new FakeRun { Steps = 500 };
        ILiveSubscription[] stuck = [.. Enumerable.Range(0, 200).Select(i => run.Live.Subscribe(new LiveRequest { Coarse = i % 2 == 0, Capacity = 1 + (i % 7), Stride = 1 + (i % 3) }))];

        RunResult result = await run.Run();

        run.AssertComplete(result);
        for (int walker = 0; walker < 8; walker++)
            Assert.Equal(alone.Store.Of(walker), run.Store.Of(walker));
        Assert.InRange(result.PeakBlocks, 1, 4 * (BackpressureTests.BlocksPerShard + 6));
        Assert.Equal(0, result.BlocksLeft);
        foreach (ILiveSubscription subscription in stuck)
            Assert.InRange((await ReadAll(subscription)).Sum(frames => frames.Count), 1, 8 * 7);
        Assert.Equal(run.Live.Dropped, stuck.Sum(subscription => subscription.Dropped));
        Assert.True(run.Live.Dropped > 0);
    }

    [Fact(Timeout = 60_000)]
    public async Task CoarseSitesComeWithTheAtomsThatWereMadeFromThem()
    {
        var run = new FakeRun();
        run.Live.AllowAll = true;
        using ILiveSubscription both = run.Live.Subscribe(new LiveRequest { Walkers = [4], Coarse = true, Delivery = LiveDelivery.All, Capacity = 100 });
        using ILiveSubscription atoms = run.Live.Subscribe(new LiveRequest { Walkers = [4], Latents = false, Delivery = LiveDelivery.All, Capacity = 100 });

        run.AssertComplete(await run.Run());

        LiveFrames[] seen = [.. await ReadAll(both)];
        Assert.Equal(40, seen.Sum(frames => frames.Count));
        foreach (LiveFrames frame in seen.SelectMany(frames => Enumerable.Range(0, frames.Count).Select(frames.Frame)))
        {
            float latent = frame.Latents.Span[1];
            Assert.Equal(FakeMath.Coarse(FakeRun.Seed, 4, frame.FirstStep, 7, latent), frame.Coarse.Span[7]);
            Assert.Equal((FakeMath.Dimension, FakeMath.Sites, FakeMath.Atoms), (frame.Dimension, frame.CoarseSites, frame.Sites));
        }

        Assert.All(await ReadAll(atoms), frames => Assert.Equal((0, 0, FakeMath.Atoms), (frames.Dimension, frames.CoarseSites, frames.Sites)));
    }

    [Fact(Timeout = 60_000)]
    public async Task WhereTheFramesAreCoarseThereIsNothingBesideThem()
    {
        var run = new FakeRun { StageCount = 2 };
        using ILiveSubscription watcher = run.Live.Subscribe(new LiveRequest { Coarse = true, Capacity = 1000 });
        await run.Run();
        Assert.All(await ReadAll(watcher), frames => Assert.Equal((0, FakeMath.Sites), (frames.CoarseSites, frames.Sites)));
    }

    [Fact(Timeout = 60_000)]
    public async Task AWatcherOfManyWalkersGetsTheNewestOfEach()
    {
        var run = new FakeRun();
        using ILiveSubscription watcher = run.Live.Subscribe(new LiveRequest());
        await run.Run();
        List<LiveFrames> seen = await ReadAll(watcher);
        Assert.Equal(Enumerable.Range(0, 8), seen.Select(frames => frames.Walker).Order());
        Assert.All(seen, frames => Assert.Equal((39, 1), (frames.FirstStep, frames.Count)));
        Assert.Equal(8 * 39, watcher.Dropped);
    }

    [Fact(Timeout = 60_000)]
    public async Task NumbersLookAsTheirFormSaysAndEndWithTheirWalker()
    {
        var form = new LiveForm
        {
            WalkerSteps = [40, 40, 7, 40, 40, 40, 40, 40],
            Dimension = 1,
            Latents = (row, shown) => shown[0] = row[0] + row[1],
            Positions = frame => frame.Fill(frame.Length),
        };
        var run = new FakeRun { Live = new LiveHub(form) { AllowAll = true } };
        using ILiveSubscription watcher = run.Live.Subscribe(new LiveRequest { Walkers = [2], Delivery = LiveDelivery.All, Capacity = 100 });
        await run.Run();
        List<LiveFrames> seen = await ReadAll(watcher);
        Assert.Equal(6, seen[^1].LastStep);
        Assert.Equal(7, seen.Sum(frames => frames.Latents.Length));
        Assert.All(seen, frames => Assert.All(frames.Positions.ToArray(), value => Assert.Equal(FakeMath.Atoms * 3, value)));
    }

    [Fact(Timeout = 60_000)]
    public async Task AFormThatFailsEndsTheWatchingAndNotTheRun()
    {
        var run = new FakeRun { Live = new LiveHub(new LiveForm { Positions = _ => throw new InvalidOperationException("no such colour") }) { AllowAll = true } };
        using ILiveSubscription newest = run.Live.Subscribe(new LiveRequest());
        using ILiveSubscription all = run.Live.Subscribe(new LiveRequest { Delivery = LiveDelivery.All });
        run.AssertComplete(await run.Run());
        Assert.Empty(await ReadAll(newest));
        Assert.Empty(await ReadAll(all));
        Assert.Contains(run.News, news => news.Contains("the run goes on: no such colour", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(new[] { 8 }, 1, 1)]
    [InlineData(new[] { -1 }, 1, 1)]
    [InlineData(new[] { 2, 1 }, 1, 1)]
    [InlineData(new[] { 2, 2 }, 1, 1)]
    [InlineData(new[] { 2 }, 0, 1)]
    [InlineData(new[] { 2 }, 1, 0)]
    public void WhatCannotBeIsRefused(int[] walkers, long stride, int capacity)
    {
        var hub = new LiveHub(new LiveForm { Walkers = 8 });
        Assert.ThrowsAny<ArgumentException>(() => hub.Subscribe(new LiveRequest { Walkers = walkers, Stride = stride, Capacity = capacity }));
        Assert.False(hub.IsWatched);
    }

    [Fact]
    public void FramesThatWereMadeBeforeAreNotHere() =>
        Assert.Throws<ArgumentException>(() => new LiveHub().Subscribe(new LiveRequest { From = 0 }));

    [Fact]
    public void TheHubKeepsToItsShareOfTheTime()
    {
        var time = new ManualTime();
        var budget = new LiveBudget(0.02, time);
        double spent = 0;
        for (int i = 0; i < 100_000; i++)
        {
            while (budget.Wait() == TimeSpan.Zero)
            {
                time.Pass(0.0005);
                budget.Spend(TimeSpan.FromSeconds(0.0005));
                spent += 0.0005;
            }

            time.Pass(0.001);
        }

        Assert.InRange(spent / time.GetElapsedTime(0).TotalSeconds, 0.019, 0.021);
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

namespace LatentSim.Actors.Tests;

public class LosslessTests
{
    private const int Numbers = FakeMath.Atoms * 3;

    private static LiveHub Hub(double patience = 20) => new() { AllowAll = true, Patience = TimeSpan.FromSeconds(patience) };

    [Theory(Timeout = 60_000)]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(100, 64)]
    public async Task EveryFrameComesOnceAndInOrder(long stride, int capacity)
    {
        var run = new FakeRun { Steps = 203, BlockSteps = 5, Live = Hub() };
        using ILiveSubscription some = run.Live.Subscribe(new LiveRequest { Walkers = [1, 6], Delivery = LiveDelivery.All, Stride = stride, Capacity = capacity });
        using ILiveSubscription all = run.Live.Subscribe(new LiveRequest { Delivery = LiveDelivery.All, Stride = stride, Capacity = capacity });
        Task<Dictionary<int, List<LiveFrames>>> readingSome = Read(some);
        Task<Dictionary<int, List<LiveFrames>>> readingAll = Read(all);

        run.AssertComplete(await run.Run());

        AssertAll(await readingSome, [1, 6], 203, stride);
        AssertAll(await readingAll, Enumerable.Range(0, 8), 203, stride);
        Assert.Equal(0, some.Dropped + all.Dropped);
    }

    [Fact(Timeout = 60_000)]
    public async Task ASubscriptionInTheMiddleMissesNothingFromItsFirstFrameOn()
    {
        var run = new FakeRun { Steps = 300, BlockSteps = 2, Live = Hub() };
        Task<Dictionary<int, List<LiveFrames>>>? reading = null;
        run.Store.OnAppend = block =>
        {
            if (block.FirstStep >= 100)
                reading ??= Read(run.Live.Subscribe(new LiveRequest { Walkers = [5], Delivery = LiveDelivery.All, Capacity = 2 }));
        };

        run.AssertComplete(await run.Run());
        List<LiveFrames> frames = (await reading!)[5];

        Assert.InRange(frames[0].FirstStep, 0, 120);
        Assert.Equal(300, frames[^1].LastStep + 1);
        Assert.Equal(300 - frames[0].FirstStep, frames.Sum(batch => batch.Count));
        AssertJoined(frames, 1);
    }

    [Fact(Timeout = 60_000)]
    public async Task TheStreamWaitsAndHoldsLittle()
    {
        var run = new FakeRun { Steps = 100, BlockSteps = 5, Walkers = 2, WalkersPerShard = 2, Live = Hub() };
        using ILiveSubscription watcher = run.Live.Subscribe(new LiveRequest { Walkers = [0], Delivery = LiveDelivery.All, Capacity = 3 });

        Task<RunResult> running = run.Run();
        await Task.Delay(500);
        Assert.False(running.IsCompleted);
        // A block beyond what may wait, and those that are in the stages before and between.
        Assert.InRange(run.Store.Blocks, 1, 3);
        Dictionary<int, List<LiveFrames>> seen = await Read(watcher);

        run.AssertComplete(await running);
        AssertAll(seen, [0], 100, 1);
    }

    [Fact(Timeout = 60_000)]
    public async Task AWatcherThatTakesNothingIsGivenUpByNameAndTheRunGoesOn()
    {
        var run = new FakeRun { Steps = 100, Live = Hub(patience: 0.3) };
        using ILiveSubscription stuck = run.Live.Subscribe(new LiveRequest { Name = "10.0.0.7:1234", Delivery = LiveDelivery.All });
        using ILiveSubscription good = run.Live.Subscribe(new LiveRequest { Walkers = [2], Delivery = LiveDelivery.All });
        Task<Dictionary<int, List<LiveFrames>>> reading = Read(good);

        run.AssertComplete(await run.Run());

        AssertAll(await reading, [2], 100, 1);
        Assert.Equal(["10.0.0.7:1234 asked for every frame and took none for 0.3 s: it gets no more, and the run goes on"], run.News);
        Assert.Equal(1, run.Live.Watchers);
    }

    [Fact(Timeout = 60_000)]
    public async Task ASlowWatcherIsWaitedForAsLongAsItTakesSomething()
    {
        var run = new FakeRun { Steps = 20, BlockSteps = 5, Walkers = 1, WalkersPerShard = 1, Live = Hub(patience: 0.3) };
        using ILiveSubscription slow = run.Live.Subscribe(new LiveRequest { Delivery = LiveDelivery.All });

        Task<RunResult> running = run.Run();
        int frames = 0;
        while (await slow.Next(CancellationToken.None) is { } next)
        {
            frames += next.Count;
            await Task.Delay(150);
        }

        run.AssertComplete(await running);
        Assert.Equal(20, frames);
        Assert.Empty(run.News);
    }

    [Fact(Timeout = 60_000)]
    public async Task TheEndOfASubscriptionReleasesTheStreamAtOnce()
    {
        var run = new FakeRun { Steps = 100, Live = Hub(patience: 60) };
        ILiveSubscription watcher = run.Live.Subscribe(new LiveRequest { Delivery = LiveDelivery.All });

        Task<RunResult> running = run.Run();
        await Task.Delay(200);
        Assert.False(running.IsCompleted);
        watcher.Dispose();

        run.AssertComplete(await running.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.False(run.Live.IsWatched);
    }

    [Fact(Timeout = 60_000)]
    public async Task AStoppedRunWaitsForNoWatcher()
    {
        using var stop = new CancellationTokenSource();
        var run = new FakeRun { Steps = 1000, Live = Hub(patience: 60) };
        using ILiveSubscription stuck = run.Live.Subscribe(new LiveRequest { Delivery = LiveDelivery.All });

        Task<RunResult> running = run.Run(stop.Token);
        await Task.Delay(200);
        stop.Cancel();
        RunResult result = await running.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(RunOutcome.Stopped, result.Outcome);
        Assert.Equal(0, result.BlocksLeft);
        Dictionary<int, List<LiveFrames>> seen = await Read(stuck);
        foreach (int walker in Enumerable.Range(0, 8))
            Assert.Equal(run.Store.Of(walker).Length / Numbers, seen.TryGetValue(walker, out List<LiveFrames>? frames) ? frames[^1].LastStep + 1 : 0);
    }

    [Fact(Timeout = 60_000)]
    public async Task WhileARunIsHeldNoWatcherIsGivenUp()
    {
        var run = new FakeRun { Steps = 100, Live = Hub(patience: 0.2) };
        using ILiveSubscription watcher = run.Live.Subscribe(new LiveRequest { Delivery = LiveDelivery.All });
        run.Store.OnAppend = _ => run.Control.Hold("a test");

        Task<RunResult> running = run.Run();
        await Task.Delay(1000);
        Assert.Empty(run.News);
        run.Store.OnAppend = _ => { };
        Task<Dictionary<int, List<LiveFrames>>> reading = Read(watcher);
        run.Control.Release("a test");

        run.AssertComplete(await running);
        AssertAll(await reading, Enumerable.Range(0, 8), 100, 1);
    }

    [Fact(Timeout = 60_000)]
    public async Task AtTheEndOfTheRunItIsToldHowTheRunEndedAndWhatIsLeftCanBeTaken()
    {
        var run = new FakeRun { Steps = 5, BlockSteps = 5, Live = Hub() };
        using ILiveSubscription watcher = run.Live.Subscribe(new LiveRequest { Delivery = LiveDelivery.All, Capacity = 100 });
        await run.Run();
        Assert.Equal(RunOutcome.Completed, run.Monitor.Status().Outcome);

        Task taken = run.Live.WhenTaken(TimeSpan.FromSeconds(20));
        await Task.Delay(50);
        Assert.False(taken.IsCompleted);
        AssertAll(await Read(watcher), Enumerable.Range(0, 8), 5, 1);
        await taken.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact(Timeout = 60_000)]
    public async Task AtTheEndOfTheRunAWatcherThatTakesNothingIsNotWaitedForLong()
    {
        var run = new FakeRun { Steps = 5, BlockSteps = 5, Live = Hub() };
        using ILiveSubscription watcher = run.Live.Subscribe(new LiveRequest { Delivery = LiveDelivery.All, Capacity = 100 });
        await run.Run();
        await run.Live.WhenTaken(TimeSpan.FromSeconds(0.1)).WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void EveryFrameHasToBeAllowed()
    {
        var hub = new LiveHub();
        var exception = Assert.Throws<InvalidOperationException>(() => hub.Subscribe(new LiveRequest { Delivery = LiveDelivery.All }));
        Assert.Contains("lets watchers slow it", exception.Message);
        Assert.False(hub.IsWatched);
    }

    private static void AssertAll(Dictionary<int, List<LiveFrames>> seen, IEnumerable<int> walkers, int steps, long stride)
    {
        Assert.Equal(walkers, seen.Keys.Order());
        foreach ((int walker, List<LiveFrames> frames) in seen)
        {
            Assert.Equal(0, frames[0].FirstStep);
            AssertJoined(frames, stride);
            Assert.Equal((steps - 1) / stride * stride, frames[^1].LastStep);
            float[] trajectory = FakeMath.Trajectory(FakeRun.Seed, walker, steps);
            float[] expected = [.. Enumerable.Range(0, (int)((steps - 1) / stride) + 1).SelectMany(i => trajectory.AsSpan((int)(i * stride) * Numbers, Numbers).ToArray())];
            Assert.Equal(expected, frames.SelectMany(batch => batch.Positions.ToArray()));
        }
    }

    private static void AssertJoined(List<LiveFrames> frames, long stride)
    {
        for (int i = 1; i < frames.Count; i++)
            Assert.Equal(frames[i - 1].LastStep + stride, frames[i].FirstStep);
    }

    private static Task<Dictionary<int, List<LiveFrames>>> Read(ILiveSubscription subscription) => Task.Run(async () =>
    {
        using var patience = new CancellationTokenSource(20_000);
        var seen = new Dictionary<int, List<LiveFrames>>();
        while (await subscription.Next(patience.Token) is { } frames)
        {
            if (!seen.TryGetValue(frames.Walker, out List<LiveFrames>? of))
                seen.Add(frames.Walker, of = []);
            of.Add(frames);
        }

        return seen;
    });
}

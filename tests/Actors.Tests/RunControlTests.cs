namespace LatentSim.Actors.Tests;

public class RunControlTests
{
    [Fact]
    public void ItIsHeldUntilAllHoldersLetGo()
    {
        var control = new RunControl();
        Assert.True(control.WhenReleased().IsCompleted);
        control.Hold("a");
        control.Hold("b");
        control.Hold("a");
        Task released = control.WhenReleased();
        control.Release("a");
        Assert.Equal((true, false), (control.IsHeld, released.IsCompleted));
        Assert.Equal(["b"], control.Holders());
        control.Release("b");
        control.Release("b");
        Assert.Equal((false, true), (control.IsHeld, released.IsCompleted));
        Assert.True(control.WhenReleased().IsCompleted);
        TimeSpan held = control.HeldTime;
        Assert.True(held > TimeSpan.Zero);
        Thread.Sleep(2);
        Assert.Equal(held, control.HeldTime);
    }

    [Fact(Timeout = 60_000)]
    public async Task AHeldRunBeginsNothingAndGoesOnWhenItIsReleasedHoweverLongThatTook()
    {
        var run = new FakeRun { Steps = 200, SinkTimeout = TimeSpan.FromSeconds(0.4), BlockTimeout = TimeSpan.FromSeconds(0.4) };
        int begun = 0;
        run.Stages.OnCall = call => begun += call.Stage == "propagator" ? 1 : 0;
        run.Store.OnAppend = block => HoldAt(run, block, 50);

        Task<RunResult> running = run.Run();
        await Until(() => run.Control.IsHeld);
        await Task.Delay(200);
        int before = begun;
        await Task.Delay(1000);
        Assert.Equal(before, begun);
        Assert.False(running.IsCompleted);
        run.Store.OnAppend = _ => { };
        run.Control.Release("a test");

        run.AssertComplete(await running);
        Assert.Empty(run.News);
    }

    [Fact(Timeout = 60_000)]
    public async Task ARunMayBeHeldBeforeItStarts()
    {
        var run = new FakeRun();
        run.Control.Hold("a test");
        Task<RunResult> running = run.Run();
        await Task.Delay(200);
        Assert.Equal((false, 0), (running.IsCompleted, run.Store.Blocks));
        run.Control.Release("a test");
        run.AssertComplete(await running);
    }

    [Fact(Timeout = 60_000)]
    public async Task AHeldRunThatIsStoppedEndsWithACheckpoint()
    {
        using var stop = new CancellationTokenSource();
        var run = new FakeRun { Steps = 200 };
        run.Store.OnAppend = block => HoldAt(run, block, 50);

        Task<RunResult> running = run.Run(stop.Token);
        await Until(() => run.Control.IsHeld);
        stop.Cancel();
        RunResult result = await running.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(RunOutcome.Stopped, result.Outcome);
        RunState state = Assert.Single(run.Store.Checkpoints).State;
        Assert.Equal(result.Frames, FrameCounter.Read(state.Observables));
        var resumed = new FakeRun { Steps = 200, Start = state.Shards, Observables = new FrameCounter(state.Observables) };
        Assert.Equal(RunOutcome.Completed, (await resumed.Run()).Outcome);
        for (int walker = 0; walker < run.Walkers; walker++)
            Assert.Equal(FakeMath.Trajectory(FakeRun.Seed, walker, 200), run.Store.Of(walker).Concat(resumed.Store.Of(walker)));
    }

    private static void HoldAt(FakeRun run, ShardBlock block, long step)
    {
        if (block.FirstStep >= step)
            run.Control.Hold("a test");
    }

    private static async Task Until(Func<bool> condition)
    {
        for (int i = 0; i < 1000 && !condition(); i++)
            await Task.Delay(10);
        Assert.True(condition());
    }
}

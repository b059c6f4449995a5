using LatentSim.Actors;
using LatentSim.Engine.Live;
using LatentSim.Engine.Live.Session;
using LatentSim.Engine.Runs;

namespace LatentSim.Engine.Tests.Live.Session;

public class SessionRunTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact(Timeout = 120_000)]
    public async Task TheSceneIsThatOfTheRun()
    {
        using var run = WatchedRun.Small();
        WatchedRun watched = await WatchedRun.Of(run.Request);
        LiveScene scene = watched.Scene;
        Assert.Equal((6, 60L, 11UL), (scene.Walkers, scene.Frames, scene.Seed));
        Assert.Equal(["propagator", "decoder", "backmapper"], scene.Stages);
        Assert.Equal(["cpu:0"], scene.Devices);
        Assert.Equal((true, false, 2), (scene.IsComputedHere, scene.HasEnergies, scene.Dimension));
        Assert.Equal(run.Directory.Root, scene.Directory);
    }

    [Fact(Timeout = 120_000)]
    public async Task ARunTellsHowItIsFromItsStartToItsEnd()
    {
        using var small = WatchedRun.Small();
        using RunSession session = RunSession.Create(small.Request);
        using var run = new SessionRun(session);
        run.Control!.Hold("a test");
        Assert.Equal((LivePhase.Starting, 360, 0), (run.State().Phase, run.State().FramesAsked, run.State().FramesKept));

        Task<RunResult> running = run.Run(progress: null, CancellationToken.None);
        await Task.Delay(400);
        LiveState held = run.State();
        Assert.Equal((LivePhase.Held, "held by a test", 0), (held.Phase, held.Reason, held.FramesKept));
        Assert.Null(held.FramesPerSecond);
        Assert.Null(held.SecondsLeft);
        run.Control.Release("a test");
        await running.WaitAsync(Limit);

        LiveState end = run.State();
        Assert.Equal((LivePhase.Complete, 360, 360), (end.Phase, end.FramesKept, end.Run.Frames));
        Assert.Null(end.FramesPerSecond);
        Assert.Equal(Enumerable.Range(0, 6).Sum(walker => new FileInfo(small.Walker(walker)).Length), end.Bytes);
        Assert.Equal(360, Assert.Single(end.Run.Slots).Frames);
        Assert.True(end.Run.Checkpoints > 0 && end.Run.LastCheckpoint > DateTimeOffset.UtcNow.AddMinutes(-2));
        Assert.Equal(File.ReadAllText(small.Directory.ObservablesFile), run.Observables());
        Assert.Same(run.Observables(), run.Observables());
    }

    [Fact(Timeout = 120_000)]
    public async Task ARunThatIsAskedToStopStopsAndGoesOnWhereItWas()
    {
        using var small = WatchedRun.Small(frames: 20_000);
        long kept;
        using (RunSession session = RunSession.Create(small.Request))
        using (var run = new SessionRun(session))
        {
            Task<RunResult> running = run.Run(progress: null, CancellationToken.None);
            await Until(() => run.State().FramesKept > 0);
            run.Stop("10.0.0.7:1234");
            run.Stop("10.0.0.7:1234");
            RunResult result = await running.WaitAsync(Limit);
            Assert.Equal(RunOutcome.Stopped, result.Outcome);
            Assert.Equal((LivePhase.Stopped, "stopped at a checkpoint"), (run.State().Phase, run.State().Reason));
            kept = run.State().FramesKept;
            Assert.Equal(result.Frames, kept);
            Assert.Equal("10.0.0.7:1234 asks the run to stop", Assert.Single(run.Log.Since(0).Lines).Text);
        }

        using RunSession again = RunSession.Resume(small.Request.Directory);
        using var resumed = new SessionRun(again);
        Assert.NotNull(resumed.Observables());
        resumed.Control!.Hold("a test");
        using var stop = new CancellationTokenSource();
        Task<RunResult> goingOn = resumed.Run(progress: null, stop.Token);
        await Until(() => resumed.State().Run.Slots.Count > 0);
        Assert.Equal((kept, 120000), (resumed.State().FramesKept, resumed.State().FramesAsked));
        Assert.True(resumed.State().Bytes > 0);
        stop.Cancel();
        Assert.Equal(RunOutcome.Stopped, (await goingOn.WaitAsync(Limit)).Outcome);
    }

    [Fact(Timeout = 120_000)]
    public async Task ObservablesGrowWhileSomeoneAsksForThem()
    {
        using var small = WatchedRun.Small(frames: 200_000);
        using RunSession session = RunSession.Create(small.Request);
        using var run = new SessionRun(session);
        Assert.Null(run.Observables());
        using var stop = new CancellationTokenSource();
        Task<RunResult> running = run.Run(progress: null, stop.Token);
        await Until(() => run.Observables() is not null);
        string first = run.Observables()!;
        Assert.Contains("\"frames\":", first, StringComparison.Ordinal);
        Assert.Same(first, run.Observables());
        Assert.False(File.Exists(small.Directory.ObservablesFile));
        stop.Cancel();
        await running.WaitAsync(Limit);
    }

    [Fact]
    public void ARateCountsOnlyTheTimeInWhichTheRunWasNotHeld()
    {
        var control = new RunControl();
        var rate = new RunRate(TimeProvider.System, control);
        Assert.Null(rate.Of(5));
        rate.Begin();
        Thread.Sleep(300);
        control.Hold("a test");
        double? before = rate.Of(300);
        Thread.Sleep(300);
        Assert.Equal(before!.Value, rate.Of(300)!.Value, 0.05 * before.Value);
    }

    private static async Task Until(Func<bool> condition)
    {
        for (int i = 0; i < 1500 && !condition(); i++)
            await Task.Delay(10);
        Assert.True(condition());
    }
}

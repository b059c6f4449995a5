using LatentSim.Engine.Live;
using LatentSim.Engine.Live.Operations;

namespace LatentSim.Engine.Tests.Live;

/// <summary>When a run counts as healthy.</summary>
public sealed class RunHealthTests
{
    private readonly FakeLiveRun run = new();
    private readonly TestClock clock = new();

    [Theory]
    [InlineData(LivePhase.Starting, true, "starting")]
    [InlineData(LivePhase.Running, true, "running")]
    [InlineData(LivePhase.Held, true, "held")]
    [InlineData(LivePhase.Complete, true, "complete")]
    [InlineData(LivePhase.Stopped, true, "stopped")]
    [InlineData(LivePhase.Failed, false, "failed")]
    public void PhasesAreHealthyButFailure(LivePhase phase, bool isHealthy, string status)
    {
        run.Now = new LiveState { Phase = phase, Reason = "so" };
        using var health = new RunHealth(new LiveBoard(run, clock), clock);

        Assert.Equal(new HealthReport(isHealthy, status, "so"), health.Now());
    }

    [Fact]
    public void ARunThatKeepsNoFrameForAMinuteHasStalledUntilItKeepsOne()
    {
        using var health = new RunHealth(new LiveBoard(run, clock), clock);
        Keep(5);
        clock.Advance(5);
        clock.Advance(54);
        Assert.True(health.Now().IsHealthy);

        clock.Advance(7);
        Assert.Equal("stalled", health.Now().Status);

        Keep(6);
        clock.Advance(1);
        Assert.True(health.Now().IsHealthy);
    }

    [Fact]
    public void AHeldRunDoesNotStall()
    {
        using var health = new RunHealth(new LiveBoard(run, clock), clock);
        run.Now = new LiveState { Phase = LivePhase.Held, FramesKept = 5 };
        clock.Advance(600);
        Assert.True(health.Now().IsHealthy);

        Keep(5);
        clock.Advance(30);
        Assert.True(health.Now().IsHealthy);
    }

    private void Keep(long frames) => run.Now = new LiveState { Phase = LivePhase.Running, FramesKept = frames };
}

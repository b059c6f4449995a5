using LatentSim.Engine.Live.Streams;

namespace LatentSim.Engine.Live.Operations;

/// <summary>Watches whether a run keeps frames while it should.</summary>
internal sealed class RunHealth : IDisposable
{
    /// <summary>How long a run may keep no frame.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);
    private readonly Lock changing = new();
    private readonly LiveBoard board;
    private readonly TimeProvider clock;
    private readonly ITimer timer;
    private long frames = -1;
    private long since;

    /// <summary>Watches a run.</summary>
    public RunHealth(LiveBoard board, TimeProvider? clock = null)
    {
        this.board = board;
        this.clock = clock ?? TimeProvider.System;
        timer = this.clock.CreateTimer(_ => Look(), null, Pace, Pace);
    }

    /// <summary>How it is.</summary>
    public HealthReport Now()
    {
        LiveState state = board.State();
        TimeSpan still = Still(state);
        string phase = LiveDocuments.Word(state.Phase);
        if (state.Phase == LivePhase.Failed)
            return new HealthReport(false, phase, state.Reason);
        if (state.Phase == LivePhase.Running && still >= Patience)
            return new HealthReport(false, "stalled", $"no frame was kept for {still.TotalSeconds:0} s");
        return new HealthReport(true, phase, state.Reason);
    }

    /// <inheritdoc/>
    public void Dispose() => timer.Dispose();

    // Nobody catches what a timer throws: it would end the run that it watches.
    private void Look()
    {
        try
        {
            Now();
        }
        catch (Exception e)
        {
            board.Run.Log.Warning("server", $"the run does not say how it is: {e.Message}");
        }
    }

    private TimeSpan Still(LiveState state)
    {
        lock (changing)
        {
            if (state.Phase != LivePhase.Running || state.FramesKept != frames)
            {
                frames = state.FramesKept;
                since = clock.GetTimestamp();
            }

            return clock.GetElapsedTime(since);
        }
    }
}

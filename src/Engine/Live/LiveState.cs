using LatentSim.Actors;

namespace LatentSim.Engine.Live;

/// <summary>Whether a run goes on.</summary>
public enum LivePhase
{
    /// <summary>It has not begun.</summary>
    Starting,

    /// <summary>It computes.</summary>
    Running,

    /// <summary>A client, or the wait for one, holds it.</summary>
    Held,

    /// <summary>It ended; all frames are there.</summary>
    Complete,

    /// <summary>It was stopped, or killed, and can be resumed.</summary>
    Stopped,

    /// <summary>It failed.</summary>
    Failed,
}

/// <summary>How a run is, as of a moment ago.</summary>
public sealed record LiveState
{
    /// <summary>Whether it goes on.</summary>
    public LivePhase Phase { get; init; }

    /// <summary>Why it is held, or how it ended, a line; null where there is nothing to say.</summary>
    public string? Reason { get; init; }

    /// <summary>The run's own account; frames count from its start or resumption.</summary>
    public RunStatus Run { get; init; } = new();

    /// <summary>Frames that all walkers together have, those of former processes among them.</summary>
    public long FramesKept { get; init; }

    /// <summary>Frames that all walkers together will have.</summary>
    public long FramesAsked { get; init; }

    /// <summary>Seconds since the run was started or resumed.</summary>
    public double Seconds { get; init; }

    /// <summary>Frames a second over the last seconds; null where it is unknown.</summary>
    public double? FramesPerSecond { get; init; }

    /// <summary>Seconds until the end at that rate; null where it is unknown.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>Bytes that all files of the run hold.</summary>
    public long Bytes { get; init; }
}

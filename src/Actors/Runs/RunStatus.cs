namespace LatentSim.Actors;

/// <summary>What a device slot is doing.</summary>
public enum SlotState
{
    /// <summary>It computes shards.</summary>
    Working,

    /// <summary>It has no shards.</summary>
    Idle,

    /// <summary>It failed too often, or was lost; its shards went elsewhere.</summary>
    GivenUp,
}

/// <summary>The health of a device slot.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">What it is doing.</param>
/// <param name="Shards">The shards placed there.</param>
/// <param name="Frames">Frames of its shards that were kept since the run was started or resumed.</param>
/// <param name="Failures">How often a stage failed there.</param>
/// <param name="LastFailure">The last failure, a line; null without one.</param>
public sealed record SlotStatus(string Name, SlotState State, int Shards, long Frames, long Failures, string? LastFailure);

/// <summary>How a run is, as of a moment ago.</summary>
public sealed record RunStatus
{
    /// <summary>The device slots; empty before the run has begun.</summary>
    public IReadOnlyList<SlotStatus> Slots { get; init; } = [];

    /// <summary>Frames kept, over all walkers, since the run was started or resumed.</summary>
    public long Frames { get; init; }

    /// <summary>Frames that it is to write from there to its end.</summary>
    public long TotalFrames { get; init; }

    /// <summary>The first step that some walker still lacks.</summary>
    public long SlowestStep { get; init; }

    /// <summary>How often a shard was handed to another slot.</summary>
    public int Moves { get; init; }

    /// <summary>The shards that were given up.</summary>
    public int LostShards { get; init; }

    /// <summary>Pooled blocks alive: those that are computed, written, counted.</summary>
    public int Blocks { get; init; }

    /// <summary>Checkpoints made since the run was started or resumed.</summary>
    public int Checkpoints { get; init; }

    /// <summary>When the last one was made; null before the first.</summary>
    public DateTimeOffset? LastCheckpoint { get; init; }

    /// <summary>How it ended; null while it goes on, and where it failed.</summary>
    public RunOutcome? Outcome { get; init; }

    /// <summary>Why it failed, a line; null where it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>Frames that watchers did not take in time.</summary>
    public long DroppedFrames { get; init; }

    /// <summary>Watchers.</summary>
    public int Watchers { get; init; }
}

namespace LatentSim.Actors;

/// <summary>How a run ended.</summary>
public enum RunOutcome
{
    /// <summary>Every shard reached the last step.</summary>
    Completed,

    /// <summary>The run was asked to stop; all that was computed is in the checkpoint.</summary>
    Stopped,

    /// <summary>The run was asked to stop while its disk was full; the last checkpoint stands, and what was computed since will be computed again.</summary>
    StoppedWithoutRoom,

    /// <summary>At least one shard failed on every device slot; the others reached the last step.</summary>
    ShardsLost,
}

/// <summary>A shard that failed on every device slot and was stopped.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="NextStep">The first of its steps that is missing.</param>
/// <param name="Cause">The last failure.</param>
public sealed record LostShard(Shard Shard, long NextStep, Exception Cause)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Shard} stopped before step {NextStep}: {Cause.Message}";
}

/// <summary>What a run did.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Frames">The number of frames written, over all walkers.</param>
/// <param name="LostShards">The shards that were stopped, by index.</param>
/// <param name="Moves">How often a shard was handed to another device slot.</param>
/// <param name="PeakBlocks">The largest number of pooled blocks alive at once.</param>
/// <param name="BlocksLeft">The number of pooled blocks not returned at the end: none, unless a slot did not answer.</param>
/// <param name="Checkpoints">What the checkpoints cost.</param>
public sealed record RunResult(
    RunOutcome Outcome, long Frames, IReadOnlyList<LostShard> LostShards, int Moves, int PeakBlocks, int BlocksLeft, CheckpointCosts Checkpoints);

/// <summary>How far a run is.</summary>
/// <param name="Frames">The number of frames written, over all walkers, since the run was started or resumed.</param>
/// <param name="TotalFrames">The number of frames that it is to write from there to its end.</param>
/// <param name="SlowestStep">The first step that some walker still lacks.</param>
public sealed record RunProgress(long Frames, long TotalFrames, long SlowestStep);

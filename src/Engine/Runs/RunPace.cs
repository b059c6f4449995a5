namespace LatentSim.Engine.Runs;

/// <summary>How often a run makes checkpoints and how large its blocks are, which changes no trajectory. What is null stays as it was, or is chosen.</summary>
public sealed record RunPace
{
    /// <summary>The seconds between checkpoints.</summary>
    public double? CheckpointSeconds { get; init; }

    /// <summary>The frames, over all walkers, between checkpoints; 0 for none.</summary>
    public long? CheckpointFrames { get; init; }

    /// <summary>The largest share of the run's time that checkpoints may take.</summary>
    public double? CheckpointShare { get; init; }

    /// <summary>About how many frames a block has, over all walkers of its shard.</summary>
    public int? FramesPerBlock { get; init; }

    /// <summary>Settings with this pace.</summary>
    internal RunSettings Of(RunSettings settings) => settings with
    {
        CheckpointSeconds = CheckpointSeconds ?? settings.CheckpointSeconds,
        CheckpointFrames = CheckpointFrames ?? settings.CheckpointFrames,
        CheckpointShare = CheckpointShare ?? settings.CheckpointShare,
        FramesPerBlock = FramesPerBlock ?? settings.FramesPerBlock,
    };
}

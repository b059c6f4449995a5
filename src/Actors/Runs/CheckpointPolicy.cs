namespace LatentSim.Actors;

/// <summary>When checkpoints are made.</summary>
public sealed record CheckpointPolicy
{
    /// <summary>The time after which one is due.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The frames, over all walkers, after which one is due even before <see cref="Interval"/> has gone by; 0 for none.</summary>
    public long Frames { get; init; }

    /// <summary>
    /// The largest share of the run's time that checkpoints may take, above 0 and at most 1. One that is due waits until it keeps to that, where it costs
    /// what the last one cost.
    /// </summary>
    public double MostShare { get; init; } = 0.01;
}

namespace LatentSim.Actors;

/// <summary>What a run computes, where, and how patient it is.</summary>
/// <param name="Seed">The key of every random number.</param>
/// <param name="Steps">The number of steps of each walker; step 0 is its start.</param>
/// <param name="BlockSteps">The number of steps of a block; it has no influence on trajectories.</param>
/// <param name="Shards">Where each shard starts from: <see cref="ShardState.AtStart"/>, or a checkpoint.</param>
/// <param name="Slots">The device slots.</param>
public sealed record RunPlan(
    ulong Seed, long Steps, int BlockSteps, IReadOnlyList<ShardState> Shards, IReadOnlyList<DeviceSlot> Slots)
{
    /// <summary>What is tried again, how often, and after how long.</summary>
    public RetryPolicy Retries { get; init; } = new();

    /// <summary>The longest wait for a sink to take a block or to make a checkpoint.</summary>
    public TimeSpan SinkTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The time between checkpoints.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Checks that the plan can be run.</summary>
    /// <exception cref="ArgumentException">Something is missing or contradicts something else; the message says what.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Steps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(BlockSteps);
        if (Shards.Count == 0)
            throw new ArgumentException("A run needs at least one shard.", nameof(Shards));
        if (Slots.Count == 0)
            throw new ArgumentException("A run needs at least one device slot.", nameof(Slots));
        if (Slots.DistinctBy(slot => slot.Name).Count() != Slots.Count)
            throw new ArgumentException("Two device slots have the same name.", nameof(Slots));
        if (Slots.Any(slot => slot.Stages is { Decoder: null, Backmapper: not null }))
            throw new ArgumentException("A backmapper needs a decoder before it.", nameof(Slots));
        for (int i = 0; i < Shards.Count; i++)
        {
            if (Shards[i].Shard.Index != i)
                throw new ArgumentException($"Shard {Shards[i].Shard.Index} is in place {i}.", nameof(Shards));
        }
    }
}

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
    /// <summary>The number of steps of each walker of the run, where walkers end at steps of their own; at most <see cref="Steps"/>. Empty where all end there.</summary>
    public IReadOnlyList<long> WalkerSteps { get; init; } = [];

    /// <summary>What is tried again, how often, and after how long.</summary>
    public RetryPolicy Retries { get; init; } = new();

    /// <summary>The longest wait for a sink to take a block or to make a checkpoint.</summary>
    public TimeSpan SinkTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>When checkpoints are made.</summary>
    public CheckpointPolicy Checkpoints { get; init; } = new();

    /// <summary>The step at which the last walker of a shard ends.</summary>
    public long StepsOf(Shard shard) =>
        WalkerSteps.Count == 0 ? Steps : Enumerable.Range(shard.FirstWalker, shard.Walkers).Max(walker => WalkerSteps[walker]);

    /// <summary>The frames of a shard's walkers between two steps.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="first">The first step.</param>
    /// <param name="next">The step after the last.</param>
    public long FramesOf(Shard shard, long first, long next) => WalkerSteps.Count == 0
        ? shard.Walkers * Math.Max(0, next - first)
        : Enumerable.Range(shard.FirstWalker, shard.Walkers).Sum(walker => Math.Max(0, Math.Min(next, WalkerSteps[walker]) - first));

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
        if (WalkerSteps.Count > 0 && (WalkerSteps.Count != Shards.Sum(state => state.Shard.Walkers) || WalkerSteps.Any(steps => steps < 1 || steps > Steps)))
            throw new ArgumentException($"Walkers end at steps of their own, but not each at one from 1 to {Steps}.", nameof(WalkerSteps));
        for (int i = 0; i < Shards.Count; i++)
        {
            if (Shards[i].Shard.Index != i)
                throw new ArgumentException($"Shard {Shards[i].Shard.Index} is in place {i}.", nameof(Shards));
        }
    }
}

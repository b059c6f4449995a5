namespace LatentSim.Actors;

/// <summary>A fixed group of walkers: the unit of placement, of checkpointing and of recovery.</summary>
/// <param name="Index">The shard's index in the run.</param>
/// <param name="FirstWalker">The index, in the run, of its first walker.</param>
/// <param name="Walkers">The number of its walkers.</param>
public sealed record Shard(int Index, int FirstWalker, int Walkers)
{
    /// <summary>Cuts <paramref name="walkers"/> walkers into shards of <paramref name="walkersPerShard"/>; the last may be smaller.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public static IReadOnlyList<Shard> Split(int walkers, int walkersPerShard)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(walkers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(walkersPerShard);

        var shards = new List<Shard>();
        for (int first = 0; first < walkers; first += Math.Min(walkersPerShard, walkers - first))
            shards.Add(new Shard(shards.Count, first, Math.Min(walkersPerShard, walkers - first)));
        return shards;
    }

    /// <inheritdoc/>
    public override string ToString() => Walkers == 1
        ? $"shard {Index} (walker {FirstWalker})"
        : $"shard {Index} (walkers {FirstWalker} to {FirstWalker + Walkers - 1})";
}

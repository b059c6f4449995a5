namespace LatentSim.Actors;

/// <summary>
/// Which device slot computes which shard. A shard that failed on its slot goes to one where it has not failed since it last got on; a slot on which
/// several shards failed in a row, or that is stuck, hands its shards to the others.
/// </summary>
internal sealed class Placements
{
    private const int FailuresThatCondemn = 2;
    private readonly int[] slotOfShard;
    private readonly HashSet<int>[] failedSlots;
    private readonly HashSet<int>[] failedShards;
    private readonly bool[] condemned;

    public Placements(int shards, int slots)
    {
        slotOfShard = Enumerable.Range(0, shards).Select(shard => shard % slots).ToArray();
        failedSlots = Enumerable.Range(0, shards).Select(_ => new HashSet<int>()).ToArray();
        failedShards = Enumerable.Range(0, slots).Select(_ => new HashSet<int>()).ToArray();
        condemned = new bool[slots];
    }

    /// <summary>The slot of a shard.</summary>
    public int SlotOf(int shard) => slotOfShard[shard];

    /// <summary>Whether a slot was given up.</summary>
    public bool IsCondemned(int slot) => condemned[slot];

    /// <summary>A block of the shard is kept: what failed before is forgiven.</summary>
    public void Succeeded(int shard)
    {
        failedSlots[shard].Clear();
        failedShards[slotOfShard[shard]].Clear();
    }

    /// <summary>A shard has failed on a slot.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="slot">The slot; if the shard has left it in the meantime, nothing happens.</param>
    /// <param name="blame">Who is to blame.</param>
    /// <returns>Whether the shard has a slot to go on at; false when it has failed on all.</returns>
    public bool Failed(int shard, int slot, Blame blame)
    {
        if (slotOfShard[shard] != slot)
            return true;

        failedSlots[shard].Add(slot);
        if (blame != Blame.Shard)
            failedShards[slot].Add(shard);
        if (blame == Blame.Slot || failedShards[slot].Count >= FailuresThatCondemn)
            Condemn(slot);
        if (slotOfShard[shard] != slot)
            return true;

        int? target = Target(shard);
        slotOfShard[shard] = target ?? slot;
        return target is not null;
    }

    /// <summary>Hands all shards of a slot to the others, where there are others.</summary>
    public void Condemn(int slot)
    {
        condemned[slot] = true;
        for (int shard = 0; shard < slotOfShard.Length; shard++)
        {
            if (slotOfShard[shard] == slot && Target(shard) is { } target && !condemned[target])
                slotOfShard[shard] = target;
        }
    }

    // A slot that is well before one that is not; among equals the one with the fewest shards.
    private int? Target(int shard) => Enumerable.Range(0, condemned.Length)
        .Where(slot => slot != slotOfShard[shard] && !failedSlots[shard].Contains(slot))
        .OrderBy(slot => condemned[slot])
        .ThenBy(slot => slotOfShard.Count(other => other == slot))
        .Select(slot => (int?)slot)
        .FirstOrDefault();
}

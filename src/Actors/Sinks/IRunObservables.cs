namespace LatentSim.Actors;

/// <summary>Statistics of a run that grow with it. Called by one thread at a time.</summary>
public interface IRunObservables
{
    /// <summary>Counts a block; blocks of one shard come in the order of their steps, those of different shards in any. The block stays the caller's.</summary>
    void Add(ShardBlock block);

    /// <summary>All that was counted, as bytes that do not depend on the order in which shards took turns.</summary>
    byte[] Save();
}

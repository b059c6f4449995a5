namespace LatentSim.Actors;

/// <summary>Where a run's frames and checkpoints are kept. Called by one thread at a time.</summary>
public interface IRunStore
{
    /// <summary>Takes the next block of a shard; blocks of one shard come in the order of their steps. The block stays the caller's.</summary>
    /// <exception cref="NoRoomException">There is no room: the call is made again, with the same block, until it succeeds or the run ends.</exception>
    void Append(ShardBlock block);

    /// <summary>Makes all that was appended durable, and then the state that counts it. After it returns, a resumed run starts from <paramref name="state"/>.</summary>
    /// <exception cref="NoRoomException">There is no room: the call is made again, with the same state, until it succeeds or the run ends.</exception>
    void Checkpoint(RunState state);
}

using Akka.Actor;

namespace LatentSim.Actors;

/// <summary>
/// The stream's end of the live hub: one place per shard, in which a new block replaces one that the hub's actor has not fetched yet. Handing a block in
/// never waits, and at most one message per shard is on its way to the actor, however slow it is.
/// </summary>
public sealed class NewestBlocks
{
    private readonly ShardBlock?[] places;
    private readonly LiveHub hub;

    /// <summary>Makes a place for each shard of a run that <paramref name="hub"/> shows.</summary>
    public NewestBlocks(int shards, LiveHub hub)
    {
        places = new ShardBlock?[shards];
        this.hub = hub;
    }

    /// <summary>Whether a block has anyone to go to.</summary>
    public bool IsAsked => hub.HasNewest;

    /// <summary>Hands in a block, and tells <paramref name="actor"/> if the place was empty; does nothing for null.</summary>
    public void Offer(ShardBlock? block, IActorRef actor)
    {
        if (block is null)
            return;
        int shard = block.Shard.Index;
        ShardBlock? stale = Interlocked.Exchange(ref places[shard], block);
        if (stale is null)
            actor.Tell(new LiveHubActor.BlockReady(shard));
        stale?.Dispose();
    }

    /// <summary>Returns the memory of blocks that nobody fetched.</summary>
    public void Clear()
    {
        for (int shard = 0; shard < places.Length; shard++)
            Fetch(shard)?.Dispose();
    }

    /// <summary>Fetches the newest block of a shard; null if there is none.</summary>
    public ShardBlock? Fetch(int shard) => Interlocked.Exchange(ref places[shard], null);
}

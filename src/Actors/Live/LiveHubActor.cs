using Akka.Actor;

namespace LatentSim.Actors;

/// <summary>Shows the newest frames to all who watch. No watcher can slow it, and it cannot slow the stream.</summary>
public sealed class LiveHubActor : ReceiveActor
{
    private readonly NewestBlocks newest;
    private readonly LiveHub hub;

    /// <summary>See <see cref="Props"/>.</summary>
    public LiveHubActor(NewestBlocks newest, LiveHub hub)
    {
        this.newest = newest;
        this.hub = hub;
        Receive<BlockReady>(message => Show(message.Shard));
    }

    /// <summary>How to make the actor.</summary>
    public static Props Props(NewestBlocks newest, LiveHub hub) => Akka.Actor.Props.Create(() => new LiveHubActor(newest, hub));

    /// <inheritdoc/>
    protected override void PostStop() => hub.Complete();

    private void Show(int shard)
    {
        using ShardBlock? block = newest.Fetch(shard);
        if (block is not null)
            hub.Publish(block);
    }

    /// <summary>Says that a shard has a new block.</summary>
    public sealed record BlockReady(int Shard);
}

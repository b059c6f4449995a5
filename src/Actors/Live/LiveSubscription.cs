using System.Threading.Channels;

namespace LatentSim.Actors;

/// <summary>One watcher's view of a run: a short queue in which a new frame pushes out the oldest. Dispose it to stop watching.</summary>
public sealed class LiveSubscription : IDisposable
{
    private readonly LiveHub hub;
    private readonly int? walker;
    private readonly Channel<LiveFrame> channel;

    internal LiveSubscription(LiveHub hub, int? walker, int capacity)
    {
        this.hub = hub;
        this.walker = walker;
        channel = Channel.CreateBounded<LiveFrame>(new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropOldest });
    }

    /// <summary>The frames, newest last; completed when the run ends.</summary>
    public ChannelReader<LiveFrame> Frames => channel.Reader;

    /// <summary>Stops watching.</summary>
    public void Dispose()
    {
        hub.Remove(this);
        Complete();
    }

    internal void Offer(LiveFrame frame)
    {
        if (walker is null || frame.Holds(walker.Value))
            channel.Writer.TryWrite(frame);
    }

    internal void Complete() => channel.Writer.TryComplete();
}

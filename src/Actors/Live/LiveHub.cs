namespace LatentSim.Actors;

/// <summary>Where those who want to watch a run subscribe, before it starts or while it runs. Safe for any number of threads; nothing in it waits.</summary>
public sealed class LiveHub : ILiveSource
{
    private readonly Lock changing = new();
    private volatile LiveSubscription[] subscriptions = [];
    private bool completed;

    /// <summary>Whether anyone watches.</summary>
    public bool IsWatched => subscriptions.Length > 0;

    /// <inheritdoc/>
    public ILiveSubscription Subscribe(LiveRequest request)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Stride, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Capacity, 1);
        var subscription = new LiveSubscription(this, request);
        lock (changing)
        {
            if (completed)
                subscription.Complete();
            else
                subscriptions = [.. subscriptions, subscription];
        }

        return subscription;
    }

    internal void Remove(LiveSubscription subscription)
    {
        lock (changing)
            subscriptions = [.. subscriptions.Where(other => other != subscription)];
    }

    internal void Publish(ShardBlock block)
    {
        foreach (LiveSubscription subscription in subscriptions)
            subscription.Offer(block);
    }

    /// <summary>Tells all who watch that no more frames come.</summary>
    internal void Complete()
    {
        lock (changing)
        {
            completed = true;
            foreach (LiveSubscription subscription in subscriptions)
                subscription.Complete();
        }
    }
}

namespace LatentSim.Actors;

/// <summary>Where those who want to watch a run subscribe, before it starts or while it runs. Safe for any number of threads; nothing in it waits.</summary>
public sealed class LiveHub
{
    private readonly Lock changing = new();
    private volatile LiveSubscription[] subscriptions = [];
    private bool completed;

    /// <summary>Whether anyone watches.</summary>
    public bool IsWatched => subscriptions.Length > 0;

    /// <summary>Starts to watch.</summary>
    /// <param name="walker">Only frames that hold this walker; null for all.</param>
    /// <param name="capacity">The most frames that wait to be read; a further one pushes out the oldest.</param>
    public LiveSubscription Subscribe(int? walker = null, int capacity = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        var subscription = new LiveSubscription(this, walker, capacity);
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

    internal void Publish(LiveFrame frame)
    {
        foreach (LiveSubscription subscription in subscriptions)
            subscription.Offer(frame);
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

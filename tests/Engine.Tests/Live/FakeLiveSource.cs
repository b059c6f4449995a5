using LatentSim.Actors;

namespace LatentSim.Engine.Tests.Live;

/// <summary>Hands what a test publishes to all who subscribed, and keeps it for those who ask for the past.</summary>
internal sealed class FakeLiveSource(int walkers) : ILiveSource
{
    private readonly Lock changing = new();
    private readonly List<LiveFrames> past = [];
    private readonly List<FakeLiveSubscription> subscriptions = [];
    private bool completed;

    /// <summary>The open subscriptions.</summary>
    public IReadOnlyList<FakeLiveSubscription> Open
    {
        get
        {
            lock (changing)
                return [.. subscriptions];
        }
    }

    /// <summary>Whether published frames are kept for those who ask for the past.</summary>
    public bool KeepsPast { get; set; }

    public ILiveSubscription Subscribe(LiveRequest request)
    {
        if (request.Stride < 1 || request.Capacity < 1 || request.Walkers.Any(walker => walker < 0 || walker >= walkers))
            throw new ArgumentException("The request asks for what cannot be.");
        var subscription = new FakeLiveSubscription(this, request);
        lock (changing)
        {
            foreach (LiveFrames frames in past.Where(frames => request.From is { } from && frames.LastStep >= from))
                subscription.Replay(frames);
            subscriptions.Add(subscription);
            if (completed)
                subscription.Complete();
        }

        return subscription;
    }

    /// <summary>Shows frames; waits for those who want all of them.</summary>
    public void Publish(LiveFrames frames)
    {
        if (KeepsPast)
        {
            lock (changing)
                past.Add(frames);
        }

        foreach (FakeLiveSubscription subscription in Open)
            subscription.Offer(frames);
    }

    /// <summary>Tells all that no more frames come.</summary>
    public void Complete()
    {
        lock (changing)
            completed = true;
        foreach (FakeLiveSubscription subscription in Open)
            subscription.Complete();
    }

    /// <summary>Waits until there are that many subscriptions.</summary>
    public void WaitForWatchers(int count)
    {
        if (!SpinWait.SpinUntil(() => Open.Count == count, TimeSpan.FromSeconds(10)))
            throw new TimeoutException($"waited for {count} watchers; there are {Open.Count}");
    }

    internal void Remove(FakeLiveSubscription subscription)
    {
        lock (changing)
            subscriptions.Remove(subscription);
    }
}

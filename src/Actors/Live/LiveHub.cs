using System.Diagnostics;

namespace LatentSim.Actors;

/// <summary>Where those who want to watch a run subscribe, before it starts or while it runs. Safe for any number of threads; nothing in it waits.</summary>
/// <param name="form">How numbers look to those who watch.</param>
public sealed class LiveHub(LiveForm form) : ILiveSource
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(5);
    private readonly Lock changing = new();
    private volatile LiveSubscription[] newest = [];
    private volatile LiveSubscription[] lossless = [];
    private volatile bool wantsCoarse;
    private long droppedBefore;
    private bool completed;

    /// <summary>Shows numbers as the stages make them.</summary>
    public LiveHub()
        : this(new LiveForm())
    {
    }

    /// <summary>Whether a watcher may ask for every frame (<see cref="LiveDelivery.All"/>), and so slow the run.</summary>
    public bool AllowAll { get; set; }

    /// <summary>For how long a watcher that wants every frame may take none before it is given up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether anyone watches.</summary>
    public bool IsWatched => newest.Length > 0 || lossless.Length > 0;

    /// <summary>The number of those who watch.</summary>
    public int Watchers => newest.Length + lossless.Length;

    /// <summary>The frames that did not reach those who wanted them, because newer ones came before they were taken.</summary>
    public long Dropped
    {
        get
        {
            lock (changing)
                return droppedBefore + newest.Sum(subscription => subscription.Dropped);
        }
    }

    /// <summary>Whether anyone watches who gets the newest frames.</summary>
    internal bool HasNewest => newest.Length > 0;

    /// <summary>Those who want every frame.</summary>
    internal IReadOnlyList<LiveSubscription> Lossless => lossless;

    /// <summary>Whether anyone wants the coarse sites of frames that have more.</summary>
    internal bool WantsCoarse => wantsCoarse;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Every frame is asked for, and <see cref="AllowAll"/> is not set.</exception>
    public ILiveSubscription Subscribe(LiveRequest request)
    {
        Check(request);
        var subscription = new LiveSubscription(this, request);
        lock (changing)
        {
            if (completed)
                subscription.Complete();
            else if (subscription.IsLossless)
                lossless = [.. lossless, subscription];
            else
                newest = [.. newest, subscription];
            LookForCoarse();
        }

        return subscription;
    }

    /// <summary>After the end of the run: waits until those who want every frame have taken what is left.</summary>
    /// <param name="patience">Waits no longer for them when none of them has taken any for so long.</param>
    /// <param name="hurry">Waits no longer when it is cancelled.</param>
    public async Task WhenTaken(TimeSpan patience, CancellationToken hurry = default)
    {
        long before = -1;
        for (long since = 0; !hurry.IsCancellationRequested && lossless.Any(subscription => !subscription.IsEmpty);)
        {
            long taken = lossless.Sum(subscription => subscription.Taken);
            if (taken != before)
                (before, since) = (taken, Stopwatch.GetTimestamp());
            else if (Stopwatch.GetElapsedTime(since) > patience)
                return;
            await Task.Delay(LookAgain);
        }
    }

    internal void Remove(LiveSubscription subscription)
    {
        lock (changing)
        {
            if (newest.Contains(subscription))
                droppedBefore += subscription.Dropped;
            newest = [.. newest.Where(other => other != subscription)];
            lossless = [.. lossless.Where(other => other != subscription)];
            LookForCoarse();
        }
    }

    /// <summary>Shows a block to those who get the newest frames.</summary>
    /// <returns>The time that it took, about.</returns>
    internal TimeSpan Publish(ShardBlock block) => Show(block, newest);

    /// <summary>Shows a block to those who want every frame, whether they have room or not.</summary>
    internal IReadOnlyList<LiveSubscription> PublishToAll(ShardBlock block)
    {
        LiveSubscription[] all = lossless;
        Show(block, all);
        return all;
    }

    /// <summary>Tells all who watch that no more frames come.</summary>
    internal void Complete()
    {
        lock (changing)
        {
            completed = true;
            foreach (LiveSubscription subscription in newest.Concat(lossless))
                subscription.Complete();
        }
    }

    /// <summary>Frames cannot be shown: tells all who watch that no more come, and leaves the run alone.</summary>
    internal void GiveUp(Exception cause, IProgress<string>? news)
    {
        news?.Report($"frames cannot be shown to those who watch, the run goes on: {cause.Message}");
        Complete();
        lock (changing)
            (newest, lossless) = ([], []);
    }

    private TimeSpan Show(ShardBlock block, LiveSubscription[] watchers)
    {
        var copies = new LiveCopies(block, form);
        foreach (LiveSubscription subscription in watchers)
            subscription.Offer(copies);
        return copies.Cost;
    }

    private void Check(LiveRequest request)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Stride, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Capacity, 1);
        int before = -1;
        foreach (int walker in request.Walkers)
        {
            if (walker <= before || walker >= (form.Walkers ?? int.MaxValue))
                throw new ArgumentException($"Walker {walker} is asked for; expected walkers in ascending order, from 0 to {(form.Walkers ?? int.MaxValue) - 1}.", nameof(request));
            before = walker;
        }

        if (request.From is not null)
            throw new ArgumentException("Frames that were made before are asked for; a run that goes on shows only those that come.", nameof(request));
        if (request.Delivery == LiveDelivery.All && !AllowAll)
            throw new InvalidOperationException("Every frame is asked for; this run shows only the newest, because it was not started with an option that lets watchers slow it.");
    }

    private void LookForCoarse() => wantsCoarse = newest.Concat(lossless).Any(subscription => subscription.WantsCoarse);
}

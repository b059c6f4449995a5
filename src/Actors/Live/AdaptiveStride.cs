namespace LatentSim.Actors;

/// <summary>
/// Chooses every how many frames a watcher of the newest gets one, so that it is never behind: a multiple of what it asked for by a power of two. The multiple is
/// doubled when frames had to be dropped, or the watcher's own buffer stays full, and halved after the watcher has kept up for a while; the longer the sooner a former
/// attempt failed. Used by the watcher's reader alone.
/// </summary>
public sealed class AdaptiveStride
{
    private const int MostDoublings = 40;

    // Frames of a former stride are on their way for about as long.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan FullForTooLong = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPatience = TimeSpan.FromMinutes(1);

    private readonly ILiveSubscription subscription;
    private readonly TimeProvider time;
    private TimeSpan patience = FirstPatience;
    private long baseStride;
    private long dropped;
    private long changed;
    private long fullSince = -1;
    private int doublings;
    private bool triesLess;

    /// <summary>Sets the stride of a subscription from now on.</summary>
    /// <param name="subscription">The watcher's subscription, with <see cref="LiveDelivery.Newest"/>.</param>
    /// <param name="baseStride">The stride that the watcher asks for, at least 1.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public AdaptiveStride(ILiveSubscription subscription, long baseStride = 1, TimeProvider? time = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(baseStride, 1);
        this.subscription = subscription;
        this.time = time ?? TimeProvider.System;
        this.baseStride = baseStride;
        dropped = subscription.Dropped;
        changed = this.time.GetTimestamp();
        subscription.Stride = Stride;
    }

    /// <summary>The stride that the watcher asks for.</summary>
    public long Base
    {
        get => baseStride;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            baseStride = value;
            (doublings, patience, triesLess) = (0, FirstPatience, false);
            Change();
        }
    }

    /// <summary>The stride that it gets: <see cref="Base"/> times a power of two.</summary>
    public long Stride => baseStride << Math.Min(doublings, Math.Max(0, MostDoublings - (int)long.Log2(baseStride)));

    /// <summary>Looks whether the watcher keeps up, and chooses anew. To be called whenever frames were taken, or could not be.</summary>
    /// <param name="isFull">Whether the watcher's own buffer has no room for what comes next.</param>
    public void Update(bool isFull = false)
    {
        long now = time.GetTimestamp();
        bool isLate = HasDropped() || IsFullForTooLong(isFull, now);
        TimeSpan since = time.GetElapsedTime(changed, now);
        if (isLate && since >= Settling)
            Double();
        else if (!isLate && doublings > 0 && since >= patience)
            Halve();
        else if (!isLate && triesLess && since >= patience)
            (patience, triesLess) = (FirstPatience, false);
    }

    private bool HasDropped()
    {
        long before = dropped;
        dropped = subscription.Dropped;
        return dropped > before;
    }

    private bool IsFullForTooLong(bool isFull, long now)
    {
        if (!isFull)
            fullSince = -1;
        else if (fullSince < 0)
            fullSince = now;
        return fullSince >= 0 && time.GetElapsedTime(fullSince, now) >= FullForTooLong;
    }

    private void Double()
    {
        // What was tried after it seemed to keep up was too much: it is tried again only after twice the time.
        if (triesLess)
            patience = patience * 2 < LongestPatience ? patience * 2 : LongestPatience;
        triesLess = false;
        doublings = Math.Min(doublings + 1, MostDoublings);
        Change();
    }

    private void Halve()
    {
        triesLess = true;
        doublings--;
        Change();
    }

    private void Change()
    {
        fullSince = -1;
        changed = time.GetTimestamp();
        subscription.Stride = Stride;
    }
}

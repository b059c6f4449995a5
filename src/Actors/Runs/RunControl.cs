namespace LatentSim.Actors;

/// <summary>Holds a run and lets it go on. Any number of holders may hold it; it goes on when none does. Safe for any number of threads.</summary>
public sealed class RunControl
{
    private readonly Lock changing = new();
    private readonly HashSet<string> holders = [];
    private TaskCompletionSource open = Opened();
    private TimeSpan heldBefore;
    private long heldSince;
    private volatile bool held;

    /// <summary>Whether anyone holds the run.</summary>
    public bool IsHeld => held;

    /// <summary>For how long it was held in all.</summary>
    public TimeSpan HeldTime
    {
        get
        {
            lock (changing)
                return held ? heldBefore + TimeProvider.System.GetElapsedTime(heldSince) : heldBefore;
        }
    }

    /// <summary>Lets no further block begin until <see cref="Release"/>; idempotent.</summary>
    /// <param name="holder">Who holds it, in words: what a user is told when asking why nothing happens.</param>
    public void Hold(string holder)
    {
        lock (changing)
        {
            if (!holders.Add(holder) || held)
                return;
            open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            heldSince = TimeProvider.System.GetTimestamp();
            held = true;
        }
    }

    /// <summary>Ends one holder's hold; idempotent.</summary>
    public void Release(string holder)
    {
        lock (changing)
        {
            holders.Remove(holder);
            if (holders.Count > 0 || !held)
                return;
            heldBefore += TimeProvider.System.GetElapsedTime(heldSince);
            held = false;
            open.TrySetResult();
        }
    }

    /// <summary>Who holds the run.</summary>
    public IReadOnlyList<string> Holders()
    {
        lock (changing)
            return [.. holders.Order()];
    }

    /// <summary>Ends when nobody holds the run.</summary>
    public Task WhenReleased()
    {
        lock (changing)
            return open.Task;
    }

    private static TaskCompletionSource Opened()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}

namespace LatentSim.Actors;

/// <summary>Counts the pooled blocks that a run holds: the measure of its memory. Safe for any number of threads.</summary>
public sealed class BlockLedger
{
    private int live;
    private int peak;

    /// <summary>The number of blocks not yet returned to the pool.</summary>
    public int Live => Volatile.Read(ref live);

    /// <summary>The largest value that <see cref="Live"/> has had.</summary>
    public int Peak => Volatile.Read(ref peak);

    internal void Opened()
    {
        int now = Interlocked.Increment(ref live);
        int seen = Volatile.Read(ref peak);
        while (now > seen)
        {
            int before = Interlocked.CompareExchange(ref peak, now, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }

    internal void Closed() => Interlocked.Decrement(ref live);
}

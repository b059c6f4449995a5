namespace LatentSim.Actors;

/// <summary>What the checkpoints of a run have cost: the time for which the writer, or the observables, did nothing else. Safe for any number of threads.</summary>
public sealed class CheckpointCosts
{
    private readonly Lock changing = new();
    private TimeSpan saving;

    /// <summary>The number of checkpoints made.</summary>
    public int Count { get; private set; }

    /// <summary>What all of them cost, waits for room on the disk left out.</summary>
    public TimeSpan Total { get; private set; }

    /// <summary>What the last one cost.</summary>
    public TimeSpan Last { get; private set; }

    /// <summary>When the last one was made; null before the first.</summary>
    public DateTimeOffset? LastMade { get; private set; }

    /// <summary>Counts the time that the state of the observables took, for the next checkpoint.</summary>
    public void Saved(TimeSpan time)
    {
        lock (changing)
            saving += time;
    }

    /// <summary>Counts a checkpoint, and the time that it took to make it durable.</summary>
    public void Made(TimeSpan time)
    {
        lock (changing)
        {
            (Last, saving) = (saving + time, TimeSpan.Zero);
            Total += Last;
            Count++;
            LastMade = DateTimeOffset.UtcNow;
        }
    }

    /// <summary>
    /// Whether another one, and the one that ends the run, at the price of the last, keep all of them to a share of the time that the run has taken; always
    /// for a share of 1.
    /// </summary>
    public bool Affords(double share, TimeSpan elapsed)
    {
        lock (changing)
            return share >= 1 || Total + (2 * Last) <= share * elapsed;
    }
}

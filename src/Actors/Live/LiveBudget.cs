namespace LatentSim.Actors;

/// <summary>
/// Keeps the copying for those who watch to a share of one core, so that any number of them, wanting any number of walkers, leave the rest to the run. Unused time
/// is kept for a moment. Used by one thread at a time.
/// </summary>
/// <param name="share">The share, above 0.</param>
/// <param name="time">The clock.</param>
internal sealed class LiveBudget(double share, TimeProvider time)
{
    private static readonly TimeSpan Most = TimeSpan.FromMilliseconds(20);
    private TimeSpan left = Most;
    private long seen = time.GetTimestamp();

    /// <summary>The wait until there is time; zero when there is.</summary>
    public TimeSpan Wait()
    {
        long now = time.GetTimestamp();
        left += share * time.GetElapsedTime(seen, now);
        if (left > Most)
            left = Most;
        seen = now;
        return left > TimeSpan.Zero ? TimeSpan.Zero : -left / share;
    }

    /// <summary>Counts time that work took.</summary>
    public void Spend(TimeSpan work) => left -= work;
}

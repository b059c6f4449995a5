namespace LatentSim.Actors;

/// <summary>
/// The state of a run's statistics for those who watch them grow: taken while someone asks, at most every two seconds, and never for more than one percent of the time, what
/// is made of it among it. Safe for any number of threads.
/// </summary>
/// <param name="time">The clock; null for the system's.</param>
public sealed class LiveObservables(TimeProvider? time = null)
{
    private const double MostShare = 0.01;
    private static readonly TimeSpan Interest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private readonly TimeProvider clock = time ?? TimeProvider.System;
    private readonly Lock changing = new();
    private long asked = long.MinValue;
    private long taken;
    private TimeSpan cost;
    private byte[]? state;

    /// <summary>How often a state was taken.</summary>
    public long Version { get; private set; }

    /// <summary>Says that someone wants to see them, now and in the next seconds, and gives the newest state; null before the first.</summary>
    public (byte[]? State, long Version) Ask()
    {
        Interlocked.Exchange(ref asked, clock.GetTimestamp());
        lock (changing)
            return (state, Version);
    }

    /// <summary>Counts the time that was spent on making something of a state.</summary>
    public void Spent(TimeSpan spent)
    {
        lock (changing)
            cost += spent;
    }

    /// <summary>Whether a state is to be taken now.</summary>
    internal bool IsDue()
    {
        long last = Interlocked.Read(ref asked);
        if (last == long.MinValue || clock.GetElapsedTime(last) > Interest)
            return false;
        lock (changing)
            return state is null || clock.GetElapsedTime(taken) >= Wait();
    }

    /// <summary>Takes a state.</summary>
    internal void Take(Func<byte[]> save)
    {
        long start = clock.GetTimestamp();
        byte[] saved = save();
        lock (changing)
        {
            state = saved;
            Version++;
            taken = clock.GetTimestamp();
            cost = clock.GetElapsedTime(start, taken);
        }
    }

    private TimeSpan Wait() => cost / MostShare > Interval ? cost / MostShare : Interval;
}

using LatentSim.Actors;

namespace LatentSim.Engine.Live.Session;

/// <summary>Frames a second over the last seconds in which a run was not held. Safe for any number of threads.</summary>
/// <param name="time">The clock.</param>
/// <param name="control">Knows for how long the run was held.</param>
public sealed class RunRate(TimeProvider time, RunControl control)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(250);
    private readonly Lock changing = new();
    private readonly Queue<(TimeSpan Time, long Frames)> seen = new();
    private long start = -1;

    /// <summary>Seconds since the run began; 0 before.</summary>
    public double Seconds => start < 0 ? 0 : time.GetElapsedTime(start).TotalSeconds;

    /// <summary>The run begins.</summary>
    public void Begin()
    {
        start = time.GetTimestamp();
        Add(0);
    }

    /// <summary>Takes note of the frames that there are.</summary>
    public void Add(long frames)
    {
        lock (changing)
        {
            TimeSpan now = Clock();
            seen.Enqueue((now, frames));
            // The newest of those that are too old stays: the window begins there.
            while (seen.Count > 2 && now - seen.ElementAt(1).Time > Window)
                seen.Dequeue();
        }
    }

    /// <summary>The rate, given the frames that there are now; null while there is nothing to tell it by.</summary>
    public double? Of(long frames)
    {
        lock (changing)
        {
            if (!seen.TryPeek(out (TimeSpan Time, long Frames) first))
                return null;
            TimeSpan span = Clock() - first.Time;
            return span < Shortest ? null : (frames - first.Frames) / span.TotalSeconds;
        }
    }

    private TimeSpan Clock() => time.GetElapsedTime(start) - control.HeldTime;
}

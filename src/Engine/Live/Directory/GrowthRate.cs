using System.Diagnostics;

namespace LatentSim.Engine.Live;

/// <summary>How fast a count grows, over the last seconds.</summary>
internal sealed class GrowthRate
{
    private const int Most = 16;
    private readonly Queue<(long Time, long Count)> seen = new();

    /// <summary>Things a second; null before there are two looks.</summary>
    public double? PerSecond { get; private set; }

    /// <summary>Takes a look.</summary>
    public void Add(long count)
    {
        long now = Stopwatch.GetTimestamp();
        seen.Enqueue((now, count));
        if (seen.Count > Most)
            seen.Dequeue();
        (long time, long first) = seen.Peek();
        double seconds = Stopwatch.GetElapsedTime(time, now).TotalSeconds;
        PerSecond = seconds > 0 ? Math.Max(0, count - first) / seconds : null;
    }

    /// <summary>Forgets what was.</summary>
    public void Clear()
    {
        seen.Clear();
        PerSecond = null;
    }
}

using System.Diagnostics;

namespace BackmapperFrames;

/// <summary>How often something is done in a second.</summary>
/// <param name="Undisturbed">Of the fastest hundredth of all calls: what the machine does while nobody else uses it.</param>
/// <param name="Median">Of half of all calls.</param>
/// <param name="Bytes">What a call allocates.</param>
internal sealed record Speed(double Undisturbed, double Median, double Bytes)
{
    /// <summary>Calls, for a number of seconds, what takes a millisecond or so, after a tenth of the time that is not counted.</summary>
    /// <param name="seconds">For how long.</param>
    /// <param name="count">What a call counts for.</param>
    /// <param name="call">What is measured.</param>
    public static Speed Measure(double seconds, double count, Action call)
    {
        List<double> times = new(1 << 20);
        Stopwatch all = Stopwatch.StartNew();
        while (all.Elapsed.TotalSeconds < seconds / 10)
            call();

        long before = GC.GetAllocatedBytesForCurrentThread();
        while (all.Elapsed.TotalSeconds < seconds && times.Count < times.Capacity)
        {
            long start = Stopwatch.GetTimestamp();
            call();
            times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        double bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / times.Count;
        times.Sort();
        return new Speed(count / times[times.Count / 100], count / times[times.Count / 2], bytes);
    }
}

using System.Diagnostics;

namespace VoxelFrames;

/// <summary>How often something is done in a second.</summary>
/// <param name="Wall">By the clock, the best round.</param>
/// <param name="Processor">By the processor's time that this program was given, all rounds: what the clock would say were the machine not shared.</param>
internal sealed record Speed(double Wall, double Processor)
{
    /// <summary>Measures in rounds, after a first one that is not counted.</summary>
    /// <param name="rounds">The rounds.</param>
    /// <param name="repeats">How often a round does it.</param>
    /// <param name="count">What doing it once counts for.</param>
    /// <param name="action">What is done.</param>
    public static Speed Measure(int rounds, int repeats, double count, Action action)
    {
        double best = 0;
        TimeSpan started = default;
        for (int round = 0; round <= rounds; round++)
        {
            if (round == 1)
                started = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < repeats; i++)
                action();
            if (round > 0)
                best = Math.Max(best, repeats * count / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return new Speed(best, rounds * repeats * count / (Environment.CpuUsage.TotalTime - started).TotalSeconds);
    }
}

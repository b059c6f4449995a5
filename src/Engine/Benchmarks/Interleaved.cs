namespace LatentSim.Engine.Benchmarks;

/// <summary>
/// Times candidates in turns, round after round, so that what else the machine does meets all of them alike. Ratios are formed round by round, and the
/// median over rounds is given; times are medians too.
/// </summary>
internal sealed class Interleaved
{
    private readonly double[][] seconds;

    private Interleaved(double[][] seconds) => this.seconds = seconds;

    /// <summary>Runs the rounds, after two that are not counted, in which code is compiled and caches are filled.</summary>
    /// <param name="rounds">The number of rounds, one or more.</param>
    /// <param name="stop">Ends it between slices.</param>
    /// <param name="candidates">What is timed.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static Interleaved Run(int rounds, CancellationToken stop, params ReadOnlySpan<Candidate> candidates)
    {
        double[][] seconds = new double[candidates.Length][];
        for (int i = 0; i < seconds.Length; i++)
            seconds[i] = new double[rounds];
        for (int round = -2; round < rounds; round++)
        {
            for (int i = 0; i < candidates.Length; i++)
            {
                stop.ThrowIfCancellationRequested();
                double time = candidates[i].SecondsPerUnit();
                if (round >= 0)
                    seconds[i][round] = time;
            }
        }

        return new Interleaved(seconds);
    }

    /// <summary>The median time of a unit of a candidate, in seconds.</summary>
    public double Seconds(int candidate) => Median(seconds[candidate]);

    /// <summary>How many times faster a candidate is than another: the median over rounds.</summary>
    public double Speedup(int candidate, int baseline) => Median([.. seconds[baseline].Zip(seconds[candidate], (slow, fast) => slow / fast)]);

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

using System.Diagnostics;

namespace LatentSim.Engine.Benchmarks.Live;

/// <summary>
/// The rate of one run in intervals that take turns, without clients and with them, so that what else the machine does meets both alike: each interval
/// with clients is compared with the two without beside it.
/// </summary>
/// <param name="Without">Frames a second without clients, the median.</param>
/// <param name="With">The same with clients.</param>
/// <param name="Share">The rate with clients over that without, the median of all pairs.</param>
/// <param name="ClientTime">The share of all processors' time that the clients themselves took, which are in this process: with them elsewhere the run would have had it.</param>
internal sealed record AlternatingRates(double Without, double With, double Share, double ClientTime)
{
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(500);

    /// <summary>Measures.</summary>
    /// <param name="run">The run.</param>
    /// <param name="pairs">The number of intervals with clients.</param>
    /// <param name="length">How long each interval is.</param>
    /// <param name="clients">The clients of an interval.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="InvalidOperationException">The run ended before.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static AlternatingRates Measure(WatchedProgram run, int pairs, TimeSpan length, Func<IEnumerable<ILiveClient>> clients, CancellationToken stop)
    {
        List<double> without = [RateOf(run, length, stop)];
        List<double> with = [];
        List<double> times = [];
        for (int pair = 0; pair < pairs; pair++)
        {
            using (new Watchers(clients()))
            {
                var clock = Stopwatch.StartNew();
                TimeSpan before = Environment.CpuUsage.TotalTime;
                with.Add(RateOf(run, length, stop));
                times.Add((Environment.CpuUsage.TotalTime - before) / clock.Elapsed / Environment.ProcessorCount);
            }

            without.Add(RateOf(run, length, stop));
        }

        return Of(without, with, times);
    }

    /// <summary>What rates of intervals tell that took turns, beginning and ending without clients.</summary>
    public static AlternatingRates Of(IReadOnlyList<double> without, IReadOnlyList<double> with, IReadOnlyList<double> clientTimes) =>
        new(Median(without), Median(with), Median([.. with.Select((rate, i) => 2 * rate / (without[i] + without[i + 1]))]), Median(clientTimes));

    /// <summary>The rate over a while, after a pause in which clients come or go.</summary>
    public static double RateOf(WatchedProgram run, TimeSpan length, CancellationToken stop)
    {
        Wait(run, Settle, stop);
        (long first, double start) = run.Status();
        Wait(run, length, stop);
        (long last, double end) = run.Status();
        return (last - first) / (end - start);
    }

    private static void Wait(WatchedProgram run, TimeSpan length, CancellationToken stop)
    {
        stop.WaitHandle.WaitOne(length);
        stop.ThrowIfCancellationRequested();
        if (run.HasEnded)
            throw new InvalidOperationException("The run that is watched ended before its rate was known.");
    }

    private static double Median(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

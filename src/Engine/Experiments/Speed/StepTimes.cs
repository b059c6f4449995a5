using System.Diagnostics;

namespace LatentSim.Engine.Experiments;

/// <summary>
/// Measures what a step takes of a core, of several works by turns, so that what else the machine does falls on all of them. Each is warmed up first, until
/// its code is compiled for good and a turn lasts long enough to be timed; the median over the turns is taken.
/// </summary>
internal static class StepTimes
{
    /// <summary>Turns unless told.</summary>
    public const int DefaultTurns = 9;

    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(40);

    /// <summary>The median seconds of processor time of one step of each work.</summary>
    /// <param name="works">Each does as many steps as it is told.</param>
    /// <param name="turns">How often each is timed.</param>
    /// <param name="cancellation">Ends it.</param>
    public static double[] Measure(IReadOnlyList<Action<int>> works, int turns, CancellationToken cancellation)
    {
        int[] steps = [.. works.Select(Steps)];
        double[][] seconds = [.. works.Select(_ => new double[turns])];
        for (int turn = 0; turn < turns; turn++)
        {
            for (int w = 0; w < steps.Length; w++)
            {
                cancellation.ThrowIfCancellationRequested();
                seconds[w][turn] = Seconds(works[w], steps[w]) / steps[w];
            }
        }

        return [.. seconds.Select(times => times.Order().ElementAt(turns / 2))];
    }

    private static int Steps(Action<int> work)
    {
        var warming = Stopwatch.StartNew();
        int steps = 1;
        double turn = Turn.TotalSeconds;
        while (true)
        {
            double seconds = Seconds(work, steps);
            if (seconds > turn && warming.Elapsed > WarmUp)
                return (int)Math.Clamp(steps * turn / seconds, 1, int.MaxValue);
            if (seconds < turn && steps < int.MaxValue / 2)
                steps *= 2;
        }
    }

    private static double Seconds(Action<int> work, int steps)
    {
        double begun = ThreadClock.Seconds();
        work(steps);
        return ThreadClock.Seconds() - begun;
    }
}

using System.Diagnostics;

namespace IntegratorStep;

/// <summary>What a step takes.</summary>
/// <param name="Least">Of the rounds, us.</param>
/// <param name="Median">Of the rounds, us.</param>
internal sealed record StepTime(double Least, double Median)
{
    /// <summary>Times steps in rounds, after a first one that is not counted.</summary>
    public static StepTime Measure(int rounds, int steps, Action step)
    {
        List<double> times = [];
        for (int round = 0; round <= rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < steps; i++)
                step();
            if (round > 0)
                times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / steps);
        }

        return new StepTime(times.Min(), times.Order().ElementAt(times.Count / 2));
    }
}

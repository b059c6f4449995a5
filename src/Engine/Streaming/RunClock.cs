using System.Diagnostics;
using System.Globalization;
using LatentSim.Actors;
using LatentSim.Engine.Terminal;

namespace LatentSim.Engine.Streaming;

/// <summary>Turns a run's progress into rates and the time that is left. Time for which the run was held counts for none of them.</summary>
/// <param name="output">Where it is shown.</param>
/// <param name="control">Holds the run.</param>
/// <param name="lagTime">The time between frames.</param>
/// <param name="timeUnit">Its unit.</param>
internal sealed class RunClock(RunOutput output, RunControl control, double lagTime, string timeUnit) : IProgress<RunProgress>
{
    private const double SecondsPerDay = 86400;
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(5);
    private readonly GarbageClock garbage = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Stopwatch sinceLogged = new();

    /// <summary>The seconds since the run began.</summary>
    public double Seconds => clock.Elapsed.TotalSeconds;

    /// <inheritdoc/>
    public void Report(RunProgress value)
    {
        garbage.Tidy();
        if (value.TotalFrames > 0)
            output.Update(() => Describe(value), IsLogDue(), () => Figures(value));
    }

    /// <summary>Frames a second.</summary>
    public double Rate(long frames) => frames / Math.Max((clock.Elapsed - control.HeldTime).TotalSeconds, 1e-3);

    /// <summary>Simulated time a day at a rate in frames a second, in the system's unit.</summary>
    public double TimePerDay(double rate) => rate * lagTime * SecondsPerDay;

    private bool IsLogDue()
    {
        if (sinceLogged.IsRunning && sinceLogged.Elapsed < LogInterval)
            return false;
        sinceLogged.Restart();
        return true;
    }

    private double SecondsLeft(RunProgress value) => Rate(value.Frames) is > 0 and double rate ? (value.TotalFrames - value.Frames) / rate : double.NaN;

    private Dictionary<string, object?> Figures(RunProgress value) => new()
    {
        ["frames"] = value.Frames,
        ["framesAsked"] = value.TotalFrames,
        ["framesPerSecond"] = Rate(value.Frames),
        ["secondsLeft"] = SecondsLeft(value),
    };

    private string Describe(RunProgress value)
    {
        double rate = Rate(value.Frames);
        double done = 100.0 * value.Frames / Math.Max(value.TotalFrames, 1);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{done,5:0.0} %  {value.Frames:N0} of {value.TotalFrames:N0} frames  {rate:N0} frames/s  {Duration.In(timeUnit, TimePerDay(rate))}/day  {Duration.Of(SecondsLeft(value))} left");
    }
}

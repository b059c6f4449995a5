using System.Diagnostics;
using System.Globalization;
using LatentSim.Actors;
using LatentSim.Engine.Terminal;

namespace LatentSim.Engine.Streaming;

/// <summary>Turns a run's progress into rates and the time that is left.</summary>
/// <param name="line">Where it is shown.</param>
/// <param name="lagTime">The time between frames.</param>
/// <param name="timeUnit">Its unit.</param>
internal sealed class RunClock(ProgressLine line, double lagTime, string timeUnit) : IProgress<RunProgress>, IProgress<string>
{
    private const double SecondsPerDay = 86400;
    private readonly GarbageClock garbage = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();

    /// <summary>The seconds since the run began.</summary>
    public double Seconds => clock.Elapsed.TotalSeconds;

    /// <inheritdoc/>
    public void Report(RunProgress value)
    {
        garbage.Tidy();
        if (value.TotalFrames > 0)
            line.Update(() => Describe(value));
    }

    /// <summary>Prints what happens to the run.</summary>
    public void Report(string value) => line.Print(value);

    /// <summary>Frames a second.</summary>
    public double Rate(long frames) => frames / Math.Max(Seconds, 1e-3);

    /// <summary>Simulated time a day at a rate in frames a second, in the system's unit.</summary>
    public double TimePerDay(double rate) => rate * lagTime * SecondsPerDay;

    private string Describe(RunProgress value)
    {
        double rate = Rate(value.Frames);
        double done = 100.0 * value.Frames / Math.Max(value.TotalFrames, 1);
        double left = rate > 0 ? (value.TotalFrames - value.Frames) / rate : double.NaN;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{done,5:0.0} %  {value.Frames:N0} of {value.TotalFrames:N0} frames  {rate:N0} frames/s  {Duration.In(timeUnit, TimePerDay(rate))}/day  {Duration.Of(left)} left");
    }
}

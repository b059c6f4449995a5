using System.Diagnostics;

namespace LatentSim.Models.Training;

/// <summary>
/// How far training is, in steps: those taken or, where time is limited, the share of the time that has passed, whichever is further. So schedules end when
/// training does, however fast the machine.
/// </summary>
internal sealed class TrainingPosition(long steps, double minutes)
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private long taken;

    /// <summary>Steps, between 0 and all.</summary>
    public double Present => Math.Min(steps, minutes > 0 ? Math.Max(taken, clock.Elapsed.TotalMinutes / minutes * steps) : taken);

    /// <summary>Whether training is over.</summary>
    public bool IsOver => Present >= steps;

    /// <summary>The steps taken.</summary>
    public long Taken => taken;

    /// <summary>A step was taken.</summary>
    public void Advance() => taken++;
}

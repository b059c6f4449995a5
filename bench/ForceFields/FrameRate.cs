using System.Diagnostics;

namespace ForceFields;

/// <summary>Frames a second.</summary>
internal static class FrameRate
{
    public static double Of(IEvaluation evaluation, double[][] frames, double seconds)
    {
        for (int i = 0; i < 3; i++)
            evaluation.Run(frames, i);
        int done = 0;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed.TotalSeconds < seconds)
            done += evaluation.Run(frames, done);
        return done / watch.Elapsed.TotalSeconds;
    }
}

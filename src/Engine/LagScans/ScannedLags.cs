using LatentSim.Engine.Configuration;
using LatentSim.Engine.Training;
using LatentSim.Molecules;

namespace LatentSim.Engine.LagScans;

/// <summary>The lags of a scan, as frames.</summary>
internal static class ScannedLags
{
    private const int Shorter = 3;
    private const int Longer = 4;
    private const double Tolerance = 1e-4;

    /// <summary>Those that are asked for, or the configured one times powers of two as far as frames and trajectories allow.</summary>
    /// <exception cref="InvalidInputException">One is no whole number of frames, or too long for the trajectories.</exception>
    public static int[] Of(ConfigurationFile configuration, ITrainingSource source, IReadOnlyList<double> asked)
    {
        long longest = (long)(source.Files.Min(file => file.Frames) * configuration.Settings.Validation) - 2;
        return asked.Count > 0 ? Asked(configuration.Settings, source.FrameSpacing, asked, longest) : Around(configuration.Settings.Lag / source.FrameSpacing, longest);
    }

    private static int[] Asked(SystemConfiguration settings, double spacing, IReadOnlyList<double> asked, long longest)
    {
        foreach (double lag in asked)
        {
            double frames = Math.Round(lag / spacing);
            if (!(frames >= 1) || Math.Abs((frames * spacing) - lag) > Tolerance * lag)
                throw new InvalidInputException("--lags", "", FormattableString.Invariant($"expected whole multiples of the {spacing} {settings.TimeUnit} between frames, found {lag}"));
            if (frames > longest)
                throw new InvalidInputException("--lags", "", FormattableString.Invariant($"expected at most {longest * spacing} {settings.TimeUnit}, which the held-out parts of the trajectories allow, found {lag}"));
        }

        return [.. asked.Select(lag => (int)Math.Round(lag / spacing)).Distinct().Order()];
    }

    private static int[] Around(double lagFrames, long longest) =>
    [
        .. Enumerable.Range(-Shorter, Shorter + Longer + 1)
            .Select(power => Math.Round(lagFrames * Math.Pow(2, power)))
            .Where(frames => frames >= 1 && frames <= longest)
            .Select(frames => (int)frames)
            .Distinct(),
    ];
}

using LatentSim.Engine.Configuration;
using LatentSim.Molecules;

namespace LatentSim.Engine.Training;

/// <summary>How many frames of the training trajectories make a lag.</summary>
internal static class LagChoice
{
    private const double Tolerance = 1e-4;

    /// <summary>Finds it.</summary>
    /// <param name="configuration">What holds the lag.</param>
    /// <param name="files">The trajectories.</param>
    /// <param name="tables">For each the time between frames and their number.</param>
    /// <exception cref="InvalidInputException">Trajectories are spaced differently or too short, or the lag is no whole number of frames.</exception>
    public static int FramesOf(ConfigurationFile configuration, IReadOnlyList<string> files, IReadOnlyList<(double Interval, long Frames)> tables)
    {
        string unit = configuration.Settings.TimeUnit;
        double interval = tables[0].Interval;
        for (int i = 1; i < files.Count; i++)
        {
            if (Math.Abs(tables[i].Interval - interval) > Tolerance * interval)
                throw new InvalidInputException(files[i], "", $"has a frame each {tables[i].Interval} {unit}; expected {interval} {unit}, as in {files[0]}");
        }

        double lag = configuration.Settings.Lag;
        double frames = Math.Round(lag / interval);
        if (frames < 1 || frames > int.MaxValue || Math.Abs((frames * interval) - lag) > Tolerance * lag)
            throw new InvalidInputException(configuration.FilePath, "lag", FormattableString.Invariant($"is {lag} {unit}; expected a whole multiple of the {interval} {unit} between frames"));
        for (int i = 0; i < files.Count; i++)
            RequireLength(files[i], tables[i].Frames, frames, configuration.Settings.Validation);
        return (int)frames;
    }

    private static void RequireLength(string file, long frames, double lagFrames, double validation)
    {
        double fewest = Math.Ceiling((2 + lagFrames) / validation);
        if (frames < fewest)
            throw new InvalidInputException(file, "", $"has {frames} frames; expected at least {fewest}, so that {validation} of them are pairs a lag apart to validate with");
    }
}

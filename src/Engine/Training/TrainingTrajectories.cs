using LatentSim.Engine.Configuration;
using LatentSim.Molecules;

namespace LatentSim.Engine.Training;

/// <summary>The trajectories that a model is trained on, and how many of their frames make a lag.</summary>
/// <param name="Tables">The trajectories, evenly spaced and alike.</param>
/// <param name="LagFrames">Frames in a lag time.</param>
internal sealed record TrainingTrajectories(IReadOnlyList<TrajectoryTable> Tables, int LagFrames)
{
    private const double Tolerance = 1e-4;

    /// <summary>Frames of all trajectories.</summary>
    public long FrameCount => Tables.Sum(trajectory => trajectory.File.Frames);

    /// <summary>The time between frames, ps.</summary>
    public double Interval => Tables[0].Interval;

    /// <summary>The time that all trajectories last, ps.</summary>
    public double Time => Tables.Sum(trajectory => trajectory.File.Frames * trajectory.Interval);

    /// <summary>Reads the training trajectories of a configuration.</summary>
    /// <exception cref="InvalidInputException">A file is damaged or does not fit, or the lag is no whole number of frames.</exception>
    public static TrainingTrajectories Load(ConfigurationFile configuration, MolecularSystem system, CancellationToken cancellation)
    {
        DataSettings data = configuration.Settings.Data;
        IReadOnlyList<string> files = configuration.Resolve("data.training", data.Training);
        if (files.Count == 0)
            throw new InvalidInputException(configuration.FilePath, "data.training", "names no trajectory; expected one or more");

        var loader = new TrajectoryLoader(system.File, system.Topology.AtomCount, data.FrameInterval);
        TrajectoryTable[] trajectories = [.. files.Select(file => loader.Load(file, cancellation))];
        return new TrainingTrajectories(trajectories, LagFramesOf(configuration, files, trajectories));
    }

    private static int LagFramesOf(ConfigurationFile configuration, IReadOnlyList<string> files, TrajectoryTable[] trajectories)
    {
        double interval = trajectories[0].Interval;
        for (int i = 1; i < files.Count; i++)
        {
            if (Math.Abs(trajectories[i].Interval - interval) > Tolerance * interval)
                throw new InvalidInputException(files[i], "", $"has a frame each {trajectories[i].Interval} ps; expected {interval} ps, as in {files[0]}");
        }

        double lag = configuration.Settings.Lag;
        double frames = Math.Round(lag / interval);
        if (frames < 1 || frames > int.MaxValue || Math.Abs((frames * interval) - lag) > Tolerance * lag)
            throw new InvalidInputException(configuration.FilePath, "lag", FormattableString.Invariant($"is {lag} ps; expected a whole multiple of the {interval} ps between frames"));
        for (int i = 0; i < files.Count; i++)
            RequireLength(files[i], trajectories[i], frames, configuration.Settings.Validation);
        return (int)frames;
    }

    private static void RequireLength(string file, TrajectoryTable trajectory, double lagFrames, double validation)
    {
        double fewest = Math.Ceiling((2 + lagFrames) / validation);
        if (trajectory.File.Frames < fewest)
            throw new InvalidInputException(file, "", $"has {trajectory.File.Frames} frames; expected at least {fewest}, so that {validation} of them are pairs a lag apart to validate with");
    }
}

using LatentSim.Engine.Configuration;
using LatentSim.Molecules;

namespace LatentSim.Engine.Training;

/// <summary>The trajectories that a model is trained on, and how many of their frames make a lag.</summary>
/// <param name="Tables">The trajectories, evenly spaced and alike.</param>
/// <param name="LagFrames">Frames in a lag time.</param>
internal sealed record TrainingTrajectories(IReadOnlyList<TrajectoryTable> Tables, int LagFrames)
{
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
        return new TrainingTrajectories(trajectories, LagChoice.FramesOf(configuration, files, [.. trajectories.Select(table => (table.Interval, table.File.Frames))]));
    }
}

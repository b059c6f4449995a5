using LatentSim.Analysis;
using LatentSim.Engine.Configuration;
using LatentSim.Engine.Training;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;

namespace LatentSim.Engine.Evaluation;

/// <summary>The MD of a configuration as ensembles to measure: what training saw, and what it never saw.</summary>
/// <param name="Training">The training trajectories; null where the configuration names none.</param>
/// <param name="HeldOut">The held-out trajectories.</param>
internal sealed record MolecularDynamics(EnsembleSource? Training, EnsembleSource HeldOut)
{
    // Frames closer than a fifth of the lag tell little more.
    private const int MostFramesInLag = 5;

    /// <summary>Opens the trajectories; null where only statistics are held out.</summary>
    /// <exception cref="InvalidInputException">A file is missing or damaged, or the lag is no multiple of the time between frames.</exception>
    public static MolecularDynamics? Open(ConfigurationFile configuration)
    {
        DataSettings data = configuration.Settings.Data;
        IReadOnlyList<string> heldOut = configuration.Resolve("data.held-out", data.HeldOut);
        if (heldOut.Count == 0 || heldOut.Any(HeldOutReference.IsStatistics))
            return null;

        IReadOnlyList<string> training = configuration.Resolve("data.training", data.Training);
        return new MolecularDynamics(training.Count == 0 ? null : Source("training MD", configuration, training), Source("held-out MD", configuration, heldOut));
    }

    /// <summary>Refuses MD to compare with that the model has seen.</summary>
    /// <exception cref="InvalidInputException">A held-out file is one of those that the model was trained on.</exception>
    public void RequireUnseenBy(Simulator model)
    {
        foreach (TrajectorySource trajectory in HeldOut.Trajectories)
        {
            if (model.Provenance.Data.FirstOrDefault(file => file.Sha256 == trajectory.Sha256) is { } seen)
                throw new InvalidInputException(trajectory.Name, "data.held-out", $"is among the trajectories that {model.Name} was trained on, as {seen.Name}; expected MD that training never saw");
        }
    }

    /// <summary>The training MD, where it is what the model was trained on.</summary>
    public EnsembleSource? TrainingOf(Simulator model)
    {
        HashSet<string> seen = [.. model.Provenance.Data.Select(file => file.Sha256)];
        return Training is { } source && source.Trajectories.Count == seen.Count && source.Trajectories.All(trajectory => seen.Contains(trajectory.Sha256)) ? source : null;
    }

    private static EnsembleSource Source(string name, ConfigurationFile configuration, IReadOnlyList<string> files)
    {
        double given = configuration.Settings.Data.FrameInterval;
        double[] spacings = [.. files.Select(file => given > 0 ? given : SpacingOf(file))];
        for (int i = 1; i < files.Count; i++)
        {
            if (Math.Abs(spacings[i] - spacings[0]) > 1e-3 * spacings[0])
                throw new InvalidInputException(files[i], "", FormattableString.Invariant($"has a frame each {spacings[i]} ps; expected {spacings[0]} ps, as in {files[0]}"));
        }

        TrajectorySource[] trajectories = [.. files.Select(file => new TrajectorySource(Path.GetFileName(file), () => TrajectoryFile.OpenRead(file)) { Sha256 = FileHash.Sha256(file) })];
        var whole = new EnsembleSource(name, trajectories, spacings[0]);
        int stride = StrideOf(whole.LagFrames(configuration.Settings.Lag));
        return whole with { Spacing = spacings[0] * stride, Stride = stride };
    }

    private static int StrideOf(int lagFrames) =>
        Enumerable.Range(1, lagFrames).First(stride => lagFrames % stride == 0 && lagFrames / stride <= MostFramesInLag);

    /// <summary>The time between the frames of a file, as its frames tell it, ps.</summary>
    /// <exception cref="InvalidInputException">The file has fewer than two frames, or they tell no times.</exception>
    internal static double SpacingOf(string file)
    {
        using ITrajectoryReader reader = TrajectoryFile.OpenRead(file);
        (Frame first, Frame second) = (new Frame(reader.AtomCount), new Frame(reader.AtomCount));
        if (!reader.ReadNext(first) || !reader.ReadNext(second))
            throw new InvalidInputException(file, "", "has fewer than two frames; expected a trajectory");

        double spacing = second.Time - first.Time;
        return spacing > 0
            ? Math.Round(spacing, 4)
            : throw new InvalidInputException(file, "", "its frames have no times; expected data.frame-interval in the configuration");
    }
}

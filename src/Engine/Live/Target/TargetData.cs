using LatentSim.Analysis;
using LatentSim.Engine.Configuration;
using LatentSim.Engine.Evaluation;
using LatentSim.Engine.Runs;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;

namespace LatentSim.Engine.Live;

/// <summary>The trajectories of a configuration that a run is compared with while it is watched: those that are held out or, where there are none, those that training saw.</summary>
/// <param name="Files">The trajectories.</param>
/// <param name="LagFrames">Every so many frames one is taken: frames a lag apart, as the run's are.</param>
/// <param name="LagTime">The time between those.</param>
internal sealed record TargetData(IReadOnlyList<string> Files, int LagFrames, double LagTime)
{
    private const double Tolerance = 1e-6;

    /// <summary>Whether the frames are plain numbers, not atoms.</summary>
    public bool IsNumbers => NpyFile.IsNpy(Files[0]);

    /// <summary>Finds them, and looks at their beginnings.</summary>
    /// <exception cref="InvalidInputException">The configuration names none, or they are of another system, lag or time between frames.</exception>
    public static TargetData Find(string configurationFile, Simulator model, RunSettings settings)
    {
        ConfigurationFile configuration = ConfigurationFile.Load(configurationFile);
        if (configuration.Settings.IsIntegrator || model.Integrator is not null)
            throw new InvalidInputException(configurationFile, "source", "is integrator; there is no molecular dynamics to compare particles with");
        double lag = configuration.Settings.Lag;
        if (settings.Coarse is null && Math.Abs(lag - model.LagTime) > Tolerance * lag)
            throw new InvalidInputException(configurationFile, "lag", FormattableString.Invariant($"is {lag} {model.TimeUnit}; expected {model.LagTime}, that of the model {model.Name}"));

        IReadOnlyList<string> files = FilesOf(configuration);
        if (files.Any(file => NpyFile.IsNpy(file) != (model.Molecule is null)))
            throw new InvalidInputException(configurationFile, "data", $"names {Path.GetFileName(files[0])}; expected {(model.Molecule is null ? ".npy files of plain numbers" : "trajectories of atoms")}, as the model {model.Name} was trained on");
        double spacing = SpacingOf(configuration, files);
        double step = settings.Coarse?.SpacingOf(0, model.LagTime) ?? model.LagTime;
        var data = new TargetData(files, new EnsembleSource(configurationFile, [], spacing).LagFrames(step), step);
        if (model.Molecule is { } molecule)
            RequireAtoms(files, molecule.Atoms.AtomCount);
        return data;
    }

    private static IReadOnlyList<string> FilesOf(ConfigurationFile configuration)
    {
        DataSettings data = configuration.Settings.Data;
        IReadOnlyList<string> heldOut = configuration.Resolve("data.held-out", data.HeldOut);
        if (heldOut.Count > 0 && !heldOut.Any(HeldOutReference.IsStatistics))
            return heldOut;
        IReadOnlyList<string> training = configuration.Resolve("data.training", data.Training);
        return training.Count > 0
            ? training
            : throw new InvalidInputException(configuration.FilePath, "data", "names no trajectories; expected some in data.held-out or data.training to compare with");
    }

    private static double SpacingOf(ConfigurationFile configuration, IReadOnlyList<string> files)
    {
        double given = configuration.Settings.Data.FrameInterval;
        if (given > 0)
            return given;
        return NpyFile.IsNpy(files[0]) ? configuration.Settings.Lag : MolecularDynamics.SpacingOf(files[0]);
    }

    private static void RequireAtoms(IReadOnlyList<string> files, int atoms)
    {
        foreach (string file in files)
        {
            using ITrajectoryReader reader = TrajectoryFile.OpenRead(file);
            if (reader.AtomCount != atoms)
                throw new InvalidInputException(file, "", $"has {reader.AtomCount} atoms; the model has {atoms}");
        }
    }
}

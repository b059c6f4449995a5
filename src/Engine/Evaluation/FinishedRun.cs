using LatentSim.Analysis;
using LatentSim.Engine.Runs;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;
using LatentSim.Molecules.ForceFields;
using EnsembleStatistics = LatentSim.Analysis.EnsembleStatistics;

namespace LatentSim.Engine.Evaluation;

/// <summary>A run directory whose trajectories are measured.</summary>
internal sealed class FinishedRun
{
    private const string Ending = ".xtc";

    private FinishedRun(RunDirectory directory, RunSettings settings, Simulator model, Molecule molecule)
    {
        Directory = directory;
        Settings = settings;
        Model = model;
        Molecule = molecule;
    }

    /// <summary>The directory.</summary>
    public RunDirectory Directory { get; }

    /// <summary>What was run.</summary>
    public RunSettings Settings { get; }

    /// <summary>The model that was run.</summary>
    public Simulator Model { get; }

    /// <summary>The molecule of the model.</summary>
    public Molecule Molecule { get; }

    /// <summary>What the run is called: its directory's name.</summary>
    public string Name => Path.GetFileName(Directory.Root);

    /// <summary>Whether its frames are of all atoms.</summary>
    public bool HasAtoms => Settings.Stages.Contains(StageNames.Backmapper);

    /// <summary>Whether it has frames at all, not latents alone.</summary>
    public bool HasFrames => HasAtoms || Settings.Stages.Contains(StageNames.Decoder);

    /// <summary>Whether its atoms were made of a coarse trajectory from elsewhere.</summary>
    public bool IsBackmapped => Settings.Coarse is not null;

    /// <summary>Whether that trajectory is one of a coarse model, and not that of MD.</summary>
    public bool IsOutOfDistribution { get; private init; }

    /// <summary>Opens a directory.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="outOfDistribution">Whether its coarse trajectory is one of a coarse model.</param>
    /// <exception cref="InvalidInputException">It holds no run of a model of a molecule, or has no coarse trajectory from elsewhere.</exception>
    public static FinishedRun Open(string path, bool outOfDistribution = false)
    {
        var directory = new RunDirectory(path);
        directory.RequireRun();
        RunSettings settings = RunSettingsFile.Read(directory.SettingsFile);
        Simulator model = Simulator.Load(directory.ModelFile);
        if (model.Integrator is not null)
            throw new InvalidInputException(directory.ModelFile, "integrator", "is there; 'latentsim experiment' measures integrators, expected a model of a molecule");
        Molecule molecule = model.Molecule ?? throw new InvalidInputException(directory.ModelFile, "molecule", "is missing; expected a model of a molecule");
        var run = new FinishedRun(directory, settings, model, molecule) { IsOutOfDistribution = outOfDistribution };
        return run.IsBackmapped || !outOfDistribution
            ? run
            : throw new InvalidInputException(directory.SettingsFile, "coarse", "is missing; expected with --out-of-distribution a run that 'latentsim backmap' made");
    }

    /// <summary>The trajectory of a walker.</summary>
    public string TrajectoryOf(int walker) => Directory.WalkerFile(walker, Settings.Walkers, Ending);

    /// <summary>Its walkers as an ensemble in latent space.</summary>
    /// <param name="latents">The latents of each walker, float[frame, m].</param>
    /// <exception cref="InvalidInputException">A trajectory is missing.</exception>
    public EnsembleSource Source(IReadOnlyList<float[]> latents) => new(Name, HasFrames ? [.. Enumerable.Range(0, Settings.Walkers).Select(Source)] : [], Model.LagTime)
    {
        Atoms = HasAtoms ? null : Molecule.CoarseAtoms,
        Latents = latents,
    };

    /// <summary>Its walkers as an ensemble of frames of all atoms.</summary>
    /// <exception cref="InvalidInputException">A trajectory is missing.</exception>
    public EnsembleSource Frames() => new(Name, [.. Enumerable.Range(0, Settings.Walkers).Select(Source)], Model.LagTime);

    /// <summary>Measures all walkers, which have all atoms, as the reference was measured.</summary>
    /// <exception cref="InvalidInputException">A trajectory is missing or damaged, or the reference is of another molecule or lag.</exception>
    public EnsembleStatistics Measure(EnsembleStatistics reference)
    {
        var estimator = new EnsembleEstimator(EnsembleDefinition.Of(Molecule.Atoms), Model.LagTime);
        return estimator.Measure(Enumerable.Range(0, Settings.Walkers).Select(Source), reference);
    }

    /// <summary>The potential energies of its frames, which have all atoms.</summary>
    /// <exception cref="InvalidInputException">A trajectory is missing or damaged, or of another molecule.</exception>
    public EnergySample Energies(ForceFieldPotential potential) => EnergySample.Of(potential, Enumerable.Range(0, Settings.Walkers).Select(Source));

    private TrajectorySource Source(int walker)
    {
        string path = TrajectoryOf(walker);
        if (!File.Exists(path))
            throw new InvalidInputException(path, "", $"is missing; is the run unfinished? go on with it by 'latentsim resume {Directory.Root}'");
        return new TrajectorySource(Path.GetFileName(path), () => TrajectoryFile.OpenRead(path)) { Spacing = Model.LagTime };
    }
}

using LatentSim.Analysis;
using LatentSim.Engine.Configuration;
using LatentSim.Molecules;

namespace LatentSim.Engine.Evaluation;

/// <summary>What runs are compared with: the MD of a configuration, as statistics of all atoms and, where there are trajectories, as ensembles in latent space.</summary>
internal sealed class EvaluationReference
{
    private readonly ConfigurationFile configuration;
    private readonly Lazy<EnsembleStatistics> atoms;
    private readonly Lazy<EnergyReference?> energies;
    private readonly Lazy<BackmapReference?> backmapped;

    private EvaluationReference(ConfigurationFile configuration, MolecularDynamics? dynamics)
    {
        this.configuration = configuration;
        Dynamics = dynamics;
        atoms = new Lazy<EnsembleStatistics>(() => HeldOutReference.Load(configuration));
        energies = new Lazy<EnergyReference?>(() => EnergyReference.Open(configuration));
        backmapped = new Lazy<BackmapReference?>(() => dynamics is null ? null : new BackmapReference(dynamics, configuration.Settings.Evaluation));
    }

    /// <summary>Statistics of all atoms of the held-out MD, measured or read when first asked for.</summary>
    /// <exception cref="InvalidInputException">Nothing is held out, or a file is damaged.</exception>
    public EnsembleStatistics Atoms => atoms.Value;

    /// <summary>Potential energies of the held-out MD; null where no force field is given, or only statistics are held out.</summary>
    /// <exception cref="InvalidInputException">The force field cannot be read, or is of another molecule.</exception>
    public EnergyReference? Energies => energies.Value;

    /// <summary>What backmapped frames are compared with; null where only statistics are held out.</summary>
    public BackmapReference? Backmapped => backmapped.Value;

    /// <summary>The trajectories; null where only statistics are held out.</summary>
    public MolecularDynamics? Dynamics { get; }

    /// <summary>What is asked in latent space.</summary>
    public EvaluationLimits Limits => configuration.Settings.Evaluation.Limits;

    /// <summary>Most of the deviation between turning before and after backmapping, nm, of a backmapper that promises to turn; null where nothing is asked.</summary>
    public double? RotationLimit => configuration.Settings.Evaluation.RotationLimit;

    /// <summary>Opens what a configuration holds out.</summary>
    /// <exception cref="InvalidInputException">Nothing is held out, or a file is missing or damaged.</exception>
    public static EvaluationReference Open(ConfigurationFile configuration) => new(configuration, MolecularDynamics.Open(configuration));

    /// <summary>Refuses a run that cannot be compared with it.</summary>
    /// <exception cref="InvalidInputException">The run has no atoms, or its model no encoder, and only statistics of all atoms are held out; or the lags differ.</exception>
    public void Require(FinishedRun run)
    {
        double lag = configuration.Settings.Lag;
        if (Dynamics is not null && Math.Abs(lag - run.Model.LagTime) > 1e-6 * lag)
            throw new InvalidInputException(configuration.FilePath, "lag", FormattableString.Invariant($"is {lag} ps; expected {run.Model.LagTime} ps, that of {run.Directory.ModelFile}"));
        if (!run.HasAtoms && (Dynamics is null || run.Model.Encoder is null))
            throw new InvalidInputException(run.Directory.SettingsFile, "stages", $"ends with the {run.Settings.Stages[^1]}; expected a run of all atoms, or in data.held-out trajectories to compare with in latent space");
    }
}

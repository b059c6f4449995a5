using System.Diagnostics;
using LatentSim.Engine.Configuration;
using LatentSim.Engine.Terminal;
using LatentSim.Models.ModelFile;
using LatentSim.Models.Training;
using LatentSim.Molecules.ForceFields;

namespace LatentSim.Engine.Training;

/// <summary>Trains the model of a configuration, from reading the trajectories to the whole simulator.</summary>
internal sealed class ModelTraining
{
    private const string OnInterruption = "interrupted: keeping the best so far; each stage still to come gets one epoch. Interrupt again to give up.";

    private readonly ConfigurationFile configuration;
    private readonly ProgressLine progress;
    private readonly ITrainingSource source;
    private readonly ForceField? forceField;

    private ModelTraining(ConfigurationFile configuration, ProgressLine progress, ITrainingSource source, ForceField? forceField)
    {
        this.forceField = forceField;
        this.configuration = configuration;
        this.progress = progress;
        this.source = source;
    }

    /// <summary>Reads all that training needs; writes nothing.</summary>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">Something is damaged or does not fit.</exception>
    public static ModelTraining Prepare(ConfigurationFile configuration, ProgressLine progress, CancellationToken cancellation)
    {
        ForceField? forceField = TrainingForceField.Load(configuration);
        ITrainingSource source = Load(configuration, cancellation);
        progress.Print(source.Describe(configuration.Settings));
        return new ModelTraining(configuration, progress, source, forceField);
    }

    /// <summary>Reads the data.</summary>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">Something is damaged or does not fit.</exception>
    public static ITrainingSource Load(ConfigurationFile configuration, CancellationToken cancellation) =>
        configuration.Settings.Data.IsNumbers ? NumberSource.Load(configuration) : MolecularSource.Load(configuration, cancellation);

    /// <summary>Trains all stages. When the user interrupts, the stage at hand ends with its best weights, and those after it after one epoch each.</summary>
    /// <param name="logFile">Where the losses of every epoch are written.</param>
    /// <param name="cancellation">The user's interruption.</param>
    public TrainedModel Run(string logFile, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        TrainedStages stages = InterruptibleTraining.Run(
            progress, logFile, OnInterruption, (log, interrupt) => source.Train(TrainingOptionsChoice.Of(configuration.Settings, source.Deflated, forceField), log, interrupt), cancellation);
        return new TrainedModel(Assemble(stages, clock.Elapsed), stages.Metrics);
    }

    private Simulator Assemble(TrainedStages stages, TimeSpan time)
    {
        SystemConfiguration settings = configuration.Settings;
        var provenance = new Provenance(
            $"latentsim {PackageVersions.Program}", [.. source.Files], configuration.Text,
            TrainingFigures.Of(stages), PackageVersions.All(), (ulong)settings.Seed, Math.Round(time.TotalSeconds, 1));
        return new Simulator(
            settings.Name, settings.Lag, settings.Data.Temperature, source.Molecule, stages.Encoder, stages.Propagator, stages.Starts, stages.Decoder, stages.Backmapper, provenance)
        {
            TimeUnit = settings.TimeUnit,
            Coordinates = stages.Coordinates,
        };
    }
}

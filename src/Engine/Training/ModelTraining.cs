using System.Diagnostics;
using LatentSim.Engine.Configuration;
using LatentSim.Engine.Terminal;
using LatentSim.Models.Features;
using LatentSim.Models.ModelFile;
using LatentSim.Models.Training;

namespace LatentSim.Engine.Training;

/// <summary>Trains the model of a configuration, from reading the trajectories to the whole simulator.</summary>
internal sealed class ModelTraining
{
    private readonly ConfigurationFile configuration;
    private readonly ProgressLine progress;
    private readonly MolecularSystem system;
    private readonly TrainingTrajectories trajectories;
    private readonly FeatureDefinition features;

    private ModelTraining(ConfigurationFile configuration, ProgressLine progress, MolecularSystem system, TrainingTrajectories trajectories, FeatureDefinition features)
    {
        this.configuration = configuration;
        this.progress = progress;
        this.system = system;
        this.trajectories = trajectories;
        this.features = features;
    }

    /// <summary>Reads all that training needs; writes nothing.</summary>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">Something is damaged or does not fit.</exception>
    public static ModelTraining Prepare(ConfigurationFile configuration, ProgressLine progress, CancellationToken cancellation)
    {
        MolecularSystem system = MolecularSystem.Load(configuration);
        FeatureDefinition features = FeatureChoice.Of(configuration, system);
        TrainingTrajectories trajectories = TrainingTrajectories.Load(configuration, system, cancellation);
        progress.Print(Introduction(configuration.Settings, system, trajectories, features));
        return new ModelTraining(configuration, progress, system, trajectories, features);
    }

    /// <summary>Trains all stages. When the user interrupts, the stage at hand ends with its best weights, and those after it after one epoch each.</summary>
    /// <param name="logFile">Where the losses of every epoch are written.</param>
    /// <param name="cancellation">The user's interruption.</param>
    public TrainedModel Run(string logFile, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        using var interrupt = new TrainingInterrupt();
        using CancellationTokenRegistration registration = cancellation.Register(() => EndStage(interrupt));
        using var log = new TrainingLog(progress, logFile)
        {
            EpochEnded = () =>
            {
                if (cancellation.IsCancellationRequested)
                    interrupt.EndStage();
            },
        };

        var data = new TrainingData(system.Topology, system.CoarseAtoms, [.. trajectories.Tables.Select(table => table.Frames)], trajectories.Interval);
        TrainedStages stages = SimulatorTraining.Train(data, features, TrainingOptionsChoice.Of(configuration.Settings), log, interrupt);
        return new TrainedModel(Assemble(data, stages, clock.Elapsed), stages);
    }

    private static string Introduction(SystemConfiguration settings, MolecularSystem system, TrainingTrajectories trajectories, FeatureDefinition features) =>
        $"{settings.Name}: {Display.Count(trajectories.Tables.Count, "trajectory", "trajectories")} of {Display.Count(trajectories.FrameCount, "frame")}, {Duration.Molecular(trajectories.Time)}; "
        + $"{Display.Count(system.Topology.AtomCount, "atom")}, {Display.Count(system.CoarseAtoms.Length, "coarse site")}, {Display.Count(features.Count, "feature")}; "
        + $"lag {Duration.Molecular(settings.Lag)}, {Display.Count(trajectories.LagFrames, "frame")}";

    private void EndStage(TrainingInterrupt interrupt)
    {
        progress.Print("interrupted: keeping the best so far; each stage still to come gets one epoch. Interrupt again to give up.");
        interrupt.EndStage();
    }

    private Simulator Assemble(TrainingData data, TrainedStages stages, TimeSpan time)
    {
        SystemConfiguration settings = configuration.Settings;
        var molecule = new Molecule(system.Topology, data.CoarseTopology, system.CoarseAtoms, system.Positions);
        var provenance = new Provenance(
            $"latentsim {PackageVersions.Program}", [.. trajectories.Tables.Select(table => table.File)], configuration.Text,
            TrainingFigures.Of(stages), PackageVersions.All(), (ulong)settings.Seed, Math.Round(time.TotalSeconds, 1));
        return new Simulator(
            settings.Name, settings.Lag, settings.Data.Temperature, molecule, stages.Encoder, stages.Propagator, stages.Starts, stages.Decoder, stages.Backmapper, provenance);
    }
}

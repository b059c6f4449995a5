using LatentSim.Engine.Configuration;
using LatentSim.Engine.Terminal;
using LatentSim.Models.Features;
using LatentSim.Models.ModelFile;
using LatentSim.Models.Training;

namespace LatentSim.Engine.Training;

/// <summary>Molecular dynamics to train on.</summary>
internal sealed class MolecularSource : ITrainingSource
{
    private readonly MolecularSystem system;
    private readonly TrainingTrajectories trajectories;
    private readonly FeatureDefinition? features;
    private readonly TrainingData data;

    private MolecularSource(MolecularSystem system, TrainingTrajectories trajectories, FeatureDefinition? features, IReadOnlyList<DeflatedColumn> deflated)
    {
        Deflated = deflated;
        this.system = system;
        this.trajectories = trajectories;
        this.features = features;
        data = new TrainingData(system.Topology, system.CoarseAtoms, [.. trajectories.Tables.Select(table => table.Frames)], trajectories.Interval);
    }

    /// <inheritdoc/>
    public IEnumerable<DataFile> Files => trajectories.Tables.Select(table => table.File);

    /// <inheritdoc/>
    public IReadOnlyList<DeflatedColumn> Deflated { get; }

    /// <inheritdoc/>
    public double FrameSpacing => trajectories.Interval;

    /// <inheritdoc/>
    public Molecule Molecule => new(system.Topology, data.CoarseTopology, system.CoarseAtoms, system.Positions);

    /// <summary>Reads what a configuration names.</summary>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">Something is damaged or does not fit.</exception>
    public static MolecularSource Load(ConfigurationFile configuration, CancellationToken cancellation)
    {
        MolecularSystem system = MolecularSystem.Load(configuration);
        if (configuration.Settings.IsCoarse)
            return new MolecularSource(system, TrainingTrajectories.Load(configuration, system, cancellation), null, []);
        FeatureDefinition features = FeatureChoice.Of(configuration, system);
        IReadOnlyList<DeflatedColumn> deflated = DeflationChoice.Of(configuration, features, system.Topology);
        return new MolecularSource(system, TrainingTrajectories.Load(configuration, system, cancellation), features, deflated);
    }

    /// <inheritdoc/>
    public string Describe(SystemConfiguration settings) =>
        $"{settings.Name}: {Display.Count(trajectories.Tables.Count, "trajectory", "trajectories")} of {Display.Count(trajectories.FrameCount, "frame")}, {Duration.Molecular(trajectories.Time)}; "
        + $"{Display.Count(system.Topology.AtomCount, "atom")}, {Display.Count(system.CoarseAtoms.Length, "coarse site")}{(features is null ? "" : $", {Display.Count(features.Count, "feature")}")}; "
        + $"lag {Duration.Molecular(settings.Lag)}, {Display.Count(trajectories.LagFrames, "frame")}";

    /// <inheritdoc/>
    public IReadOnlyList<float[,]> Features() => data.Features(features ?? throw new InvalidOperationException("A backmapper that is trained alone has no features."));

    /// <inheritdoc/>
    public TrainedStages Train(TrainingOptions options, ITrainingProgress progress, TrainingInterrupt interrupt) =>
        features is null
            ? SimulatorTraining.TrainBackmapperAlone(data, options, progress, interrupt)
            : SimulatorTraining.Train(data, features, options, progress, interrupt);
}

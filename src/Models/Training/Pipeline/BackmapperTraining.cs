using LatentSim.Models.Weights;

namespace LatentSim.Models.Training;

/// <summary>Trains the flow backmapper: atoms at t given coarse sites at t and atoms one lag before.</summary>
public static class BackmapperTraining
{
    /// <summary>The stage's name in progress and metrics.</summary>
    public const string Stage = "backmapper";

    /// <summary>Trains a conditional spline flow on the internal coordinates of the atoms around the coarse sites.</summary>
    /// <param name="data">The frames.</param>
    /// <param name="options">How.</param>
    /// <param name="torchSettings">Seed, threads, device.</param>
    /// <param name="progress">Hears of every epoch.</param>
    /// <param name="cancellation">Ends training; the best weights so far are kept.</param>
    /// <exception cref="ArgumentException">Trajectories are too short, every atom is a coarse site, or an option makes no sense.</exception>
    /// <exception cref="TrainingDivergedException">A loss is not finite.</exception>
    public static (FlowBackmapperWeights Weights, StageMetrics Metrics) Train(
        TrainingData data, FlowBackmapperOptions options, TorchSettings torchSettings,
        ITrainingProgress? progress = null, CancellationToken cancellation = default)
    {
        OptionCheck.AtLeast("backmapper lag frames", options.LagFrames, 1);
        OptionCheck.Fraction("backmapper validation fraction", options.ValidationFraction);
        OptionCheck.AtLeast("backmapper seeds", options.Seeds, 1);
        if (data.CoarseAtoms.Length == data.Topology.AtomCount)
            throw new ArgumentException("Every atom is a coarse site: there is nothing to backmap.", nameof(data));

        options.Energy?.Check(data.Topology.AtomCount);
        BackmapperSamples samples = new(data, options.TimeReversal, options.UsesPrevious, options.References);
        LaggedPairs pairs = LaggedPairs.Split(data.Lengths, options.LagFrames, options.ValidationFraction);
        SplineFlowResult result = SplineFlowTraining.Train(
            Stage, samples.Atoms.Scaler.Circular, samples.Of(pairs.Training, pairs.Lag), samples.Of(pairs.Validation, pairs.Lag), options.Flow, torchSettings,
            device => options.Energy is { Weight: > 0 } energy ? samples.EnergyTerm(energy, pairs, device) : null, progress, cancellation);
        FlowBackmapperWeights weights = new(
            data.CoarseAtoms.ToArray(), samples.Coarse.Coordinates.Rows, samples.Coarse.Scaler.Scales, samples.Atoms.Coordinates.Rows,
            samples.Atoms.Scaler.Scales, result.Weights, SeedChoice.Of(data, pairs, options.Seeds),
            options.Contacts ? samples.Contacts() : null, options.UsesPrevious);
        return (weights, result.Metrics);
    }
}

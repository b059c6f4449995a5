using LatentSim.Models.Contacts;
using LatentSim.Models.Decoder;
using LatentSim.Models.Weights;

namespace LatentSim.Models.Training;

/// <summary>Trains decoders, latent to coarse configuration, on all frames of a training set.</summary>
public static class DecoderTraining
{
    /// <summary>The flow decoder's name in progress and metrics.</summary>
    public const string Stage = "decoder";

    /// <summary>Trains a conditional spline flow on the coarse sites' internal coordinates.</summary>
    /// <param name="data">The frames.</param>
    /// <param name="latents">One table [frame, m] a trajectory, on [0, 1].</param>
    /// <param name="options">How.</param>
    /// <param name="torchSettings">Seed, threads, device.</param>
    /// <param name="progress">Hears of every epoch.</param>
    /// <param name="cancellation">Ends training; the best weights so far are kept.</param>
    /// <exception cref="ArgumentException">Latents and frames do not agree, or an option makes no sense.</exception>
    /// <exception cref="TrainingDivergedException">A loss is not finite.</exception>
    public static (FlowDecoderWeights Weights, StageMetrics Metrics) TrainFlow(
        TrainingData data, IReadOnlyList<float[,]> latents, FlowDecoderOptions options, TorchSettings torchSettings,
        ITrainingProgress? progress = null, CancellationToken cancellation = default)
    {
        OptionCheck.Fraction("decoder validation fraction", options.ValidationFraction);
        float[,] points = LatentsOf(data, latents);
        float[,] positions = data.AllCoarse();
        InternalCoordinateTable table = InternalCoordinateTable.Of(options.Coordinates.Build(data.CoarseTopology), positions);
        LatentScale scale = LatentCondition.Fit(Rows.Span(points), points.GetLength(1));
        FlowSamples all = new(table.Variables, Conditions(points, new LatentCondition(scale)));

        (FlowSamples training, FlowSamples validation) = Split(all, data, options.ValidationFraction);
        SplineFlowResult result = SplineFlowTraining.Train(
            Stage, table.Scaler.Circular, training, validation, options.Flow, torchSettings, progress, cancellation);
        SkeletonWeights? skeleton = options.Contacts
            ? SkeletonFit.Fit(data.Topology, data.CoarseAtoms.ToArray(), Rows.Span(data.AllAtoms()))
            : null;
        FlowDecoderWeights weights = new(
            table.Coordinates.Rows, table.Scaler.Scales, result.Weights, scale, AlignedFrames.Reference(positions), skeleton);
        return (weights, result.Metrics);
    }

    /// <summary>Trains the published conditional Wasserstein GAN on the coarse sites' positions, superposed on the first frame.</summary>
    /// <param name="data">The frames.</param>
    /// <param name="latents">One table [frame, m] a trajectory, on [0, 1].</param>
    /// <param name="options">How.</param>
    /// <param name="validationFraction">The tail of each trajectory that is held out.</param>
    /// <param name="torchSettings">Seed, threads, device.</param>
    /// <param name="progress">Hears of every epoch.</param>
    /// <param name="cancellation">Ends training; the best weights so far are kept.</param>
    /// <exception cref="ArgumentException">Latents and frames do not agree, or an option makes no sense.</exception>
    /// <exception cref="TrainingDivergedException">A loss is not finite.</exception>
    public static WganResult TrainWgan(
        TrainingData data, IReadOnlyList<float[,]> latents, WganOptions options, double validationFraction, TorchSettings torchSettings,
        ITrainingProgress? progress = null, CancellationToken cancellation = default)
    {
        OptionCheck.Fraction("wgan validation fraction", validationFraction);
        float[,] positions = data.AllCoarse();
        AlignedFrames.Superpose(positions, AlignedFrames.Reference(positions));
        (FlowSamples training, FlowSamples validation) = Split(new FlowSamples(positions, LatentsOf(data, latents)), data, validationFraction);
        return WganTraining.Train(training, validation, options, torchSettings, progress, cancellation);
    }

    private static (FlowSamples Training, FlowSamples Validation) Split(FlowSamples all, TrainingData data, double heldOut)
    {
        LaggedPairs frames = LaggedPairs.Split(data.Lengths, 0, heldOut);
        return (all.Select(frames.Training), all.Select(frames.Validation));
    }

    private static float[,] LatentsOf(TrainingData data, IReadOnlyList<float[,]> latents)
    {
        if (!data.Lengths.SequenceEqual(latents.Select(table => table.GetLength(0))))
            throw new ArgumentException("Latents and frames differ in number.", nameof(latents));
        return Rows.Concatenate(latents);
    }

    private static float[,] Conditions(float[,] points, LatentCondition condition)
    {
        float[,] conditions = new float[points.GetLength(0), condition.Size];
        for (int row = 0; row < points.GetLength(0); row++)
            condition.Fill(Rows.Row(points, row), Rows.Row(conditions, row));
        return conditions;
    }
}

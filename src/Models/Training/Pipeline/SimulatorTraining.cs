using LatentSim.Models.Encoder;
using LatentSim.Models.Features;
using LatentSim.Models.Weights;

namespace LatentSim.Models.Training;

/// <summary>Trains all stages of a simulator in order (Sidky et al. 2020, section 2; the backmapper after Shmilovich et al. 2022).</summary>
public static class SimulatorTraining
{
    /// <summary>Trains.</summary>
    /// <param name="data">The molecular dynamics.</param>
    /// <param name="features">What the encoder sees of it.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Hears of every epoch of every stage.</param>
    /// <param name="interrupt">Ends stages early, or all training.</param>
    /// <exception cref="ArgumentException">The trajectories are too short, or an option makes no sense.</exception>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">The features do not suit the atoms.</exception>
    /// <exception cref="TrainingDivergedException">A loss is not finite.</exception>
    /// <exception cref="OperationCanceledException">Training was stopped.</exception>
    public static TrainedStages Train(
        TrainingData data, FeatureDefinition features, TrainingOptions options,
        ITrainingProgress? progress = null, TrainingInterrupt? interrupt = null)
    {
        int lag = options.LagFrames(data.FrameSpacing);
        OptionCheck.AtLeast("starts", options.Starts, 1);
        SrvOptions srvOptions = options.Srv ?? throw new ArgumentException("A molecule needs an encoder.", nameof(options));
        List<StageMetrics> metrics = [];

        SrvResult srv = SrvTraining.Train(
            data.Features(features), options.LagTime, srvOptions with { LagFrames = lag }, options.Torch.Seed, progress, Begin(interrupt));
        metrics.Add(srv.Metrics);
        EncoderWeights encoder = new(features, srv.Encoder, srv.Eigenvalues, options.LagTime) { Deflation = srv.Deflation };
        float[][,] latents = LatentsOf(data, encoder);

        MixtureDensityResult propagator = MixtureDensityTraining.Train(
            latents, options.Propagator with { LagFrames = lag }, options.Torch, progress, Begin(interrupt));
        metrics.Add(propagator.Metrics);

        IDecoderWeights? decoder = TrainDecoder(data, latents, options, metrics, progress, interrupt);
        IBackmapperWeights? backmapper = TrainBackmapper(data, lag, options, metrics, progress, interrupt);
        interrupt?.ThrowIfStopped();
        return new TrainedStages(
            encoder, propagator.Weights, StartChoice.Of(latents, options.Starts), decoder, backmapper, srv.ValidationEigenvalues, metrics);
    }

    /// <summary>Trains a backmapper and no other stage, for coarse trajectories from elsewhere.</summary>
    /// <param name="data">The molecular dynamics.</param>
    /// <param name="options">How; those of the other stages do not matter.</param>
    /// <param name="progress">Hears of every epoch.</param>
    /// <param name="interrupt">Ends training early.</param>
    /// <exception cref="ArgumentException">The trajectories are too short, an option makes no sense, or no backmapper was asked for.</exception>
    /// <exception cref="TrainingDivergedException">A loss is not finite.</exception>
    /// <exception cref="OperationCanceledException">Training was stopped.</exception>
    public static TrainedStages TrainBackmapperAlone(
        TrainingData data, TrainingOptions options, ITrainingProgress? progress = null, TrainingInterrupt? interrupt = null)
    {
        List<StageMetrics> metrics = [];
        IBackmapperWeights backmapper = TrainBackmapper(data, options.LagFrames(data.FrameSpacing), options, metrics, progress, interrupt)
            ?? throw new ArgumentException("There is no stage to train.", nameof(options));
        interrupt?.ThrowIfStopped();
        return new TrainedStages(null, null, null, null, backmapper, [], metrics);
    }

    private static IDecoderWeights? TrainDecoder(
        TrainingData data, float[][,] latents, TrainingOptions options, List<StageMetrics> metrics,
        ITrainingProgress? progress, TrainingInterrupt? interrupt)
    {
        switch (options.Decoder)
        {
            case DecoderKind.Flow:
                (FlowDecoderWeights flow, StageMetrics flowMetrics) =
                    DecoderTraining.TrainFlow(data, latents, options.FlowDecoder, options.Torch, progress, Begin(interrupt));
                metrics.Add(flowMetrics);
                return flow;
            case DecoderKind.Wgan:
                WganResult wgan = DecoderTraining.TrainWgan(
                    data, latents, options.Wgan, options.FlowDecoder.ValidationFraction, options.Torch, progress, Begin(interrupt));
                metrics.Add(wgan.Metrics);
                return wgan.Weights;
            default:
                return null;
        }
    }

    private static IBackmapperWeights? TrainBackmapper(
        TrainingData data, int lag, TrainingOptions options, List<StageMetrics> metrics, ITrainingProgress? progress, TrainingInterrupt? interrupt)
    {
        switch (options.Backmapper)
        {
            case BackmapperKind.Flow:
                (FlowBackmapperWeights flow, StageMetrics flowMetrics) =
                    BackmapperTraining.Train(data, options.FlowBackmapper with { LagFrames = lag }, options.Torch, progress, Begin(interrupt));
                metrics.Add(flowMetrics);
                return flow;
            case BackmapperKind.Voxel:
                (VoxelBackmapperWeights voxel, StageMetrics voxelMetrics) =
                    VoxelBackmapperTraining.Train(data, options.VoxelBackmapper with { LagFrames = lag }, options.Torch, progress, Begin(interrupt));
                metrics.Add(voxelMetrics);
                return voxel;
            default:
                return null;
        }
    }

    private static CancellationToken Begin(TrainingInterrupt? interrupt) => interrupt?.BeginStage() ?? default;

    private static float[][,] LatentsOf(TrainingData data, EncoderWeights weights)
    {
        SrvEncoder encoder = new(weights, data.Topology.AtomCount);
        return [.. data.Trajectories.Select(trajectory =>
        {
            float[,] latents = new float[trajectory.GetLength(0), encoder.Dimension];
            encoder.Encode(Rows.Span(trajectory), Rows.Span(latents));
            return latents;
        })];
    }
}

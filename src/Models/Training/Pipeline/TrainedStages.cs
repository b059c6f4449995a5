using LatentSim.Models.Weights;

namespace LatentSim.Models.Training;

/// <summary>What training a simulator gives: the stages' weights and how their training went.</summary>
/// <param name="Encoder">Configuration to latent; null where the latents are the data's own coordinates.</param>
/// <param name="Propagator">Latent to next latent; null where a backmapper is trained alone.</param>
/// <param name="Starts">Where walkers start; null without a propagator.</param>
/// <param name="Decoder">Latent to coarse configuration; null when none was asked for.</param>
/// <param name="Backmapper">Coarse configuration to atoms; null when none was asked for.</param>
/// <param name="ValidationEigenvalues">The autocorrelation of each learned eigenfunction on held-out frames.</param>
/// <param name="Metrics">Each stage's training, in order.</param>
public sealed record TrainedStages(
    EncoderWeights? Encoder,
    MixtureDensityWeights? Propagator,
    StartLatents? Starts,
    IDecoderWeights? Decoder,
    IBackmapperWeights? Backmapper,
    double[] ValidationEigenvalues,
    IReadOnlyList<StageMetrics> Metrics)
{
    /// <summary>How the data's own coordinates are scaled where they are the latents; null where an encoder makes them.</summary>
    public CoordinateRange? Coordinates { get; init; }
}

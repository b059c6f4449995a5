using LatentSim.Models.Weights;

namespace LatentSim.Models.Training;

/// <summary>A trained conditional Wasserstein GAN.</summary>
/// <param name="Weights">The generator.</param>
/// <param name="Metrics">
/// How training went: the training loss is minus the critic's estimate of the Wasserstein distance, penalty included; the validation loss is the energy
/// distance between generated and held-out (configuration, latent) points.
/// </param>
public sealed record WganResult(WganDecoderWeights Weights, StageMetrics Metrics);

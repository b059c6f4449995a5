using LatentSim.Models.Weights;

namespace LatentSim.Models.Training;

/// <summary>A trained mixture density network.</summary>
/// <param name="Weights">The transition density.</param>
/// <param name="Metrics">How training went; losses are minus the mean log-likelihood of a transition, in nats.</param>
public sealed record MixtureDensityResult(MixtureDensityWeights Weights, StageMetrics Metrics);

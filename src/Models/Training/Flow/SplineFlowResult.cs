using LatentSim.Models.Weights;

namespace LatentSim.Models.Training;

/// <summary>A trained conditional spline flow.</summary>
/// <param name="Weights">The density.</param>
/// <param name="Metrics">How training went; losses are minus the mean log-density of a sample, in nats, in the flow's variables.</param>
public sealed record SplineFlowResult(SplineFlowWeights Weights, StageMetrics Metrics);

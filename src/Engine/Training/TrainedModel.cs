using LatentSim.Models.ModelFile;
using LatentSim.Models.Training;

namespace LatentSim.Engine.Training;

/// <summary>A model fresh from training.</summary>
/// <param name="Simulator">The model.</param>
/// <param name="Metrics">How the training of each stage went, in order.</param>
internal sealed record TrainedModel(Simulator Simulator, IReadOnlyList<StageMetrics> Metrics);

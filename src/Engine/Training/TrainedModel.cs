using LatentSim.Models.ModelFile;
using LatentSim.Models.Training;

namespace LatentSim.Engine.Training;

/// <summary>A model fresh from training.</summary>
/// <param name="Simulator">The model.</param>
/// <param name="Stages">How training went.</param>
internal sealed record TrainedModel(Simulator Simulator, TrainedStages Stages);

using LatentSim.Molecules.ForceFields;
using TorchSharp;

namespace ForceFields;

/// <summary>All that are compared.</summary>
internal static class Evaluations
{
    public static IEnumerable<IEvaluation> All(ForceField forceField, string device, int batch)
    {
        yield return new PlainEvaluation(forceField);
        yield return new TensorEvaluation(forceField, torch.ScalarType.Float64, torch.device(device), batch);
        yield return new TensorEvaluation(forceField, torch.ScalarType.Float32, torch.device(device), batch);
    }
}

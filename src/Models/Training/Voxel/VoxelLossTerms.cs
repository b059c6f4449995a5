using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>The terms of the loss (Shmilovich et al. 2022, equation 3), each the mean over a batch; <see cref="VoxelLossWeights"/> says what each sums.</summary>
/// <param name="Voxels">Of densities.</param>
/// <param name="Coordinates">Of atoms.</param>
/// <param name="Coarse">Of the coarse sites of the reconstruction and those it was made from.</param>
/// <param name="Distances">Of distances between atoms.</param>
/// <param name="Energy">Of potential energies, (kJ/mol)^2; null where it was not asked for.</param>
/// <param name="Divergence">Of the code's posterior from N(0, 1), nats.</param>
internal sealed record VoxelLossTerms(
    torch.Tensor Voxels, torch.Tensor Coordinates, torch.Tensor Coarse, torch.Tensor Distances, torch.Tensor? Energy, torch.Tensor Divergence)
{
    /// <summary>Their sum.</summary>
    /// <param name="weights">The constant weights.</param>
    /// <param name="energy">The present prefactor of the energy.</param>
    /// <param name="divergence">The present prefactor of the divergence.</param>
    public torch.Tensor Sum(VoxelLossWeights weights, double energy, double divergence)
    {
        torch.Tensor sum = (Voxels * weights.Voxels) + (Coordinates * weights.Coordinates) + (Coarse * weights.Coarse)
            + (Distances * weights.Distances) + (Divergence * divergence);
        return Energy is null ? sum : sum + (Energy * energy);
    }
}

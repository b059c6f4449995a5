using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>Pairs of frames, centred on the mean of the coarse sites at t.</summary>
/// <param name="Previous">The atoms at t - 1, [batch, atom, 3], nm.</param>
/// <param name="Atoms">The atoms at t, [batch, atom, 3], nm.</param>
/// <param name="Sites">The coarse sites at t, [batch, site, 3], nm.</param>
internal sealed record VoxelBatch(torch.Tensor Previous, torch.Tensor Atoms, torch.Tensor Sites)
{
    /// <summary>All of it rotated alike.</summary>
    /// <param name="rotations">[batch, 3, 3].</param>
    public VoxelBatch Rotated(torch.Tensor rotations) => new(Previous.matmul(rotations), Atoms.matmul(rotations), Sites.matmul(rotations));
}

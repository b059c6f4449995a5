using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>What is to be reconstructed.</summary>
/// <param name="Densities">[batch, atom, n, n, n].</param>
/// <param name="Atoms">[batch, atom, 3], nm.</param>
/// <param name="Sites">[batch, site, 3], nm.</param>
internal sealed record VoxelTarget(torch.Tensor Densities, torch.Tensor Atoms, torch.Tensor Sites);

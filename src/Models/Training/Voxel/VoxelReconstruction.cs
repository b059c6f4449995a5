using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>A reconstruction and the posterior of the code that it was made from.</summary>
/// <param name="Densities">[batch, atom, n, n, n], between 0 and 1.</param>
/// <param name="Atoms">[batch, atom, 3], nm.</param>
/// <param name="Sites">The coarse sites of these atoms, [batch, site, 3], nm.</param>
/// <param name="Mean">[batch, latent].</param>
/// <param name="LogVariance">[batch, latent].</param>
internal sealed record VoxelReconstruction(torch.Tensor Densities, torch.Tensor Atoms, torch.Tensor Sites, torch.Tensor Mean, torch.Tensor LogVariance);

using LatentSim.Models.Weights;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>The conditional variational autoencoder on densities (Shmilovich et al. 2022, section 2.2).</summary>
internal sealed class VoxelAutoencoder : torch.nn.Module
{
    private readonly VoxelEncoderNetwork encoder;
    private readonly VoxelDecoderNetwork decoder;
    private readonly VoxelDensities densities;
    private readonly bool usesPrevious;

    /// <summary>Makes one with torch's default initial weights.</summary>
    /// <param name="atoms">The number of atoms.</param>
    /// <param name="sites">The number of coarse sites.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="device">Where it is.</param>
    public VoxelAutoencoder(int atoms, int sites, VoxelBackmapperOptions options, torch.Device device)
        : base("autoencoder")
    {
        usesPrevious = options.UsesPrevious;
        densities = new VoxelDensities(options.Grid, device);
        int conditions = usesPrevious ? atoms + sites : sites;
        encoder = new VoxelEncoderNetwork(atoms + conditions, options, device);
        decoder = new VoxelDecoderNetwork(conditions, atoms, options, device);
        RegisterComponents();
    }

    /// <summary>The densities of the atoms of a batch.</summary>
    public torch.Tensor DensitiesOf(torch.Tensor atoms) => densities.Of(atoms);

    /// <summary>The posterior of the codes.</summary>
    /// <param name="batch">The frames.</param>
    /// <param name="targets">The densities of its atoms at t.</param>
    public (torch.Tensor Mean, torch.Tensor LogVariance) Encode(VoxelBatch batch, torch.Tensor targets)
    {
        torch.Tensor sites = densities.Of(batch.Sites);
        return encoder.forward(torch.cat(usesPrevious ? [targets, sites, densities.Of(batch.Previous)] : [targets, sites], 1));
    }

    /// <summary>The atoms of codes.</summary>
    /// <param name="codes">[batch, latent].</param>
    /// <param name="batch">The frames, of which those at t - 1 and the coarse sites are seen.</param>
    /// <returns>Densities [batch, atom, n, n, n] and atoms [batch, atom, 3], nm.</returns>
    public (torch.Tensor Densities, torch.Tensor Atoms) Decode(torch.Tensor codes, VoxelBatch batch)
    {
        torch.Tensor sites = densities.Of(batch.Sites);
        torch.Tensor decoded = decoder.forward(codes, usesPrevious ? torch.cat([densities.Of(batch.Previous), sites], 1) : sites);
        return (decoded, densities.Collapse(decoded));
    }

    /// <summary>What inference needs, as plain arrays.</summary>
    public VoxelDecoderWeights ToWeights() => decoder.ToWeights();
}

using LatentSim.Models.Backmapper;
using LatentSim.Models.Backmapper.Voxel;
using LatentSim.Models.Stages;

namespace LatentSim.Models.Weights;

/// <summary>
/// The published backmapper (Shmilovich et al. 2022): the decoder of a conditional variational autoencoder on voxelized densities. Frames are centred on the mean
/// of the coarse sites at t, or superposed on a reference, before they become densities.
/// </summary>
/// <param name="CoarseAtoms">For each coarse site, the atom that lies there.</param>
/// <param name="Atoms">The number of atoms.</param>
/// <param name="Grid">The grid of the densities.</param>
/// <param name="UsesPrevious">Whether the previous atoms' densities are part of the condition.</param>
/// <param name="Decoder">The network.</param>
/// <param name="Codes">The density that latent codes are drawn from.</param>
/// <param name="Seeds">Where a trajectory's first frame starts from; none are needed without previous atoms.</param>
public sealed record VoxelBackmapperWeights(
    int[] CoarseAtoms, int Atoms, VoxelGrid Grid, bool UsesPrevious, VoxelDecoderWeights Decoder, GaussianMixture Codes, BackmapperSeeds Seeds) : IBackmapperWeights
{
    /// <summary>
    /// Coarse sites, [site, 3], nm, about the origin, on which frames are superposed before they become densities: those at t by their coarse sites, then the previous
    /// atoms by their own coarse sites on those. The network then sees one orientation only. Empty: frames are only centred, as published.
    /// </summary>
    public float[] Reference { get; init; } = [];

    /// <summary>The number of coarse sites.</summary>
    public int Sites => CoarseAtoms.Length;

    /// <inheritdoc/>
    public string? Problem() => VoxelBackmapperCheck.Problem(this);

    /// <inheritdoc/>
    public IBackmapper CreateBackmapper(EnergyLimit? limit = null) => new VoxelBackmapper(this, limit);
}

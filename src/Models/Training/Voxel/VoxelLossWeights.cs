namespace LatentSim.Models.Training;

/// <summary>
/// The weights of the loss's terms (Shmilovich et al. 2022, equation 3). The paper gives none but those that it anneals, and no units. Here lengths are in units
/// of the densities' deviation sigma, and each term is a sum over atoms, so that all are numbers of one order: a density that moves by
/// sigma changes the voxels' term by about as much as that atom's coordinates' term. So a weight w of the coordinates takes them as Gaussian with deviation sigma / sqrt(2 w).
/// </summary>
public sealed record VoxelLossWeights
{
    /// <summary>Of sum_i sum_g (p_i(g) - p'_i(g))^2.</summary>
    public double Voxels { get; init; } = 1;

    /// <summary>Of sum_i |x_i - x'_i|^2 / sigma^2.</summary>
    public double Coordinates { get; init; } = 1;

    /// <summary>Of sum_I |X_I - X'_I|^2 / sigma^2 over coarse sites.</summary>
    public double Coarse { get; init; } = 1;

    /// <summary>Of sum_i mean_j (d_ij - d'_ij)^2 / sigma^2.</summary>
    public double Distances { get; init; } = 1;

    /// <summary>The prefactor of (U - U')^2, (mol/kJ)^2, that annealing begins with.</summary>
    public double FirstEnergy { get; init; } = 1e-6;

    /// <summary>The prefactor of (U - U')^2, (mol/kJ)^2, that annealing ends with; 0: no energy term.</summary>
    public double LastEnergy { get; init; } = 1;

    /// <summary>The greatest weight of the Kullback-Leibler divergence, a sum over the latent code in nats.</summary>
    public double Divergence { get; init; } = 1;

    /// <summary>Throws when a value makes no sense.</summary>
    /// <exception cref="ArgumentException">One does not.</exception>
    internal void Check()
    {
        OptionCheck.AtLeast("voxel backmapper voxel weight", Voxels, 0);
        OptionCheck.AtLeast("voxel backmapper coordinate weight", Coordinates, 0);
        OptionCheck.AtLeast("voxel backmapper coarse weight", Coarse, 0);
        OptionCheck.AtLeast("voxel backmapper distance weight", Distances, 0);
        OptionCheck.Positive("voxel backmapper first energy weight", FirstEnergy);
        OptionCheck.AtLeast("voxel backmapper last energy weight", LastEnergy, 0);
        OptionCheck.AtLeast("voxel backmapper divergence weight", Divergence, 0);
    }
}

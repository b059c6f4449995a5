using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>Computes the terms of the loss (Shmilovich et al. 2022, equation 3).</summary>
internal sealed class VoxelLoss
{
    // Keeps the gradient of a root finite.
    private const double LeastSquare = 1e-8;

    private readonly double deviation;
    private readonly double mostEnergy;
    private readonly ForceFieldEnergy? energy;
    private readonly torch.Tensor first;
    private readonly torch.Tensor second;

    /// <summary>Makes it for configurations of some atoms.</summary>
    public VoxelLoss(int atoms, VoxelBackmapperOptions options, ForceFieldEnergy? energy, torch.Device device)
    {
        this.energy = energy;
        deviation = options.Grid.Deviation;
        mostEnergy = options.MostEnergy;
        (long First, long Second)[] pairs = [.. Enumerable.Range(0, atoms).SelectMany(i => Enumerable.Range(i + 1, atoms - i - 1).Select(j => ((long)i, (long)j)))];
        first = torch.tensor(pairs.Select(pair => pair.First).ToArray(), device: device);
        second = torch.tensor(pairs.Select(pair => pair.Second).ToArray(), device: device);
    }

    /// <summary>The terms.</summary>
    /// <param name="target">What was to be reconstructed.</param>
    /// <param name="reconstruction">Its densities, atoms, coarse sites and code.</param>
    /// <param name="withEnergy">Whether the energy's term is wanted.</param>
    public VoxelLossTerms Of(VoxelTarget target, VoxelReconstruction reconstruction, bool withEnergy) => new(
        PerSample((reconstruction.Densities - target.Densities).square(), 1),
        PerSample((reconstruction.Atoms - target.Atoms).square(), deviation * deviation),
        PerSample((reconstruction.Sites - target.Sites).square(), deviation * deviation),
        DistanceTerm(target.Atoms, reconstruction.Atoms),
        withEnergy ? EnergyTerm(target.Atoms, reconstruction.Atoms) : null,
        Divergence(reconstruction.Mean, reconstruction.LogVariance));

    /// <summary>KL(N(mean, variance) | N(0, 1)) = sum (mean^2 + variance - 1 - ln variance) / 2, the mean over the batch.</summary>
    /// <param name="mean">[batch, latent].</param>
    /// <param name="logVariance">[batch, latent].</param>
    public static torch.Tensor Divergence(torch.Tensor mean, torch.Tensor logVariance) =>
        PerSample(mean.square() + logVariance.exp() - logVariance - 1, 2);

    private static torch.Tensor PerSample(torch.Tensor values, double unit) => values.sum() / (unit * values.shape[0]);

    // Each pair counts for both of its atoms.
    private torch.Tensor DistanceTerm(torch.Tensor target, torch.Tensor atoms) =>
        PerSample((Distances(atoms) - Distances(target)).square(), deviation * deviation * atoms.shape[1] / 2);

    private torch.Tensor Distances(torch.Tensor atoms) =>
        ((atoms.index_select(1, first) - atoms.index_select(1, second)).square().sum([2L]) + LeastSquare).sqrt();

    private torch.Tensor? EnergyTerm(torch.Tensor target, torch.Tensor atoms)
    {
        if (energy is null)
            return null;
        torch.Tensor targets;
        using (torch.no_grad())
            targets = energy.Energies(target);
        return EnergyLoss.MeanSquare(energy, atoms, targets, mostEnergy);
    }
}

using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>How far the energies of reconstructed configurations are from those of the true ones: the energy term of a backmapper's loss.</summary>
public static class EnergyLoss
{
    /// <summary>The published bound on a reconstruction's energy for the larger molecule, kJ/mol (Shmilovich et al. 2022, Table 1 of the supporting information).</summary>
    public const double UsualMostEnergy = 1e5;

    /// <summary>
    /// The mean over the batch of (min(U(x), U_max) - U(target))^2 (Shmilovich et al. 2022, equation 3 and section on training: the energy of a reconstruction is
    /// clamped, as one overlap would outweigh all else). A configuration beyond the clamp has no gradient.
    /// </summary>
    /// <param name="energy">The force field.</param>
    /// <param name="reconstruction">[batch, atom, 3], nm.</param>
    /// <param name="targets">[batch] the energies of the true configurations, kJ/mol.</param>
    /// <param name="mostEnergy">U_max, kJ/mol; positive infinity: no clamp.</param>
    /// <returns>One number, (kJ/mol)^2.</returns>
    public static torch.Tensor MeanSquare(ForceFieldEnergy energy, torch.Tensor reconstruction, torch.Tensor targets, double mostEnergy)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor energies = energy.Energies(reconstruction);
        if (double.IsFinite(mostEnergy))
            energies = energies.clamp_max(mostEnergy);
        return (energies - targets).square().mean().MoveToOuterDisposeScope();
    }
}

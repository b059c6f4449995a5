using LatentSim.Molecules.ForceFields;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>Coulomb energies of all pairs; below the shortest distance they go on along their tangents.</summary>
internal sealed class CoulombEnergy(PairParameters pairs, double shortest, EnergyConstants constants) : IEnergyTerm
{
    private readonly torch.Tensor charges = constants.Weights(pairs.Charge);
    private readonly torch.Tensor slopes = constants.Weights(pairs.Charge.Select(charge => charge / (shortest * shortest)));

    /// <inheritdoc/>
    public ForceFieldTerm Term => ForceFieldTerm.Coulomb;

    /// <inheritdoc/>
    public torch.Tensor Energies(EnergyInput input) =>
        charges.mm(input.Pairs.Inverse.flatten(0, 1)) + slopes.mm(input.Pairs.Overlap.flatten(0, 1));
}

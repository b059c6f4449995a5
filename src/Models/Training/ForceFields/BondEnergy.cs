using LatentSim.Molecules.ForceFields;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>Harmonic bonds: k (r - r0)^2 / 2.</summary>
internal sealed class BondEnergy(IReadOnlyCollection<HarmonicBond> bonds, EnergyConstants constants) : IEnergyTerm
{
    private readonly torch.Tensor first = constants.Indices(bonds.Select(bond => bond.Atoms.A));
    private readonly torch.Tensor second = constants.Indices(bonds.Select(bond => bond.Atoms.B));
    private readonly torch.Tensor lengths = constants.Column(bonds.Select(bond => bond.Length));
    private readonly torch.Tensor strengths = constants.Weights(bonds.Select(bond => 0.5 * bond.Strength));

    /// <inheritdoc/>
    public ForceFieldTerm Term => ForceFieldTerm.Bonds;

    /// <inheritdoc/>
    public torch.Tensor Energies(EnergyInput input)
    {
        VectorTensors ways = VectorTensors.At(input.Positions, second) - VectorTensors.At(input.Positions, first);
        return strengths.mm((ways.Length - lengths).square());
    }
}

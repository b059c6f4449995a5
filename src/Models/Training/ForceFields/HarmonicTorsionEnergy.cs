using LatentSim.Molecules.ForceFields;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>Harmonic torsions: k d^2, d = phi - phi0 in [-pi, pi].</summary>
internal sealed class HarmonicTorsionEnergy(IReadOnlyCollection<HarmonicTorsion> torsions, EnergyConstants constants) : IEnergyTerm
{
    private readonly DihedralTensors dihedrals = new([.. torsions.Select(torsion => torsion.Atoms)], constants);
    private readonly torch.Tensor rest = constants.Column(torsions.Select(torsion => torsion.Angle));
    private readonly torch.Tensor strengths = constants.Weights(torsions.Select(torsion => torsion.Strength));

    /// <inheritdoc/>
    public ForceFieldTerm Term => ForceFieldTerm.Torsions;

    /// <inheritdoc/>
    public torch.Tensor Energies(EnergyInput input)
    {
        torch.Tensor difference = dihedrals.Angles(input.Positions) - rest;
        torch.Tensor turns = (difference.detach() / (2 * Math.PI)).round();
        return strengths.mm((difference - (turns * (2 * Math.PI))).square());
    }
}

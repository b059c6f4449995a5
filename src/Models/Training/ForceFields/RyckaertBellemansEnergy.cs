using LatentSim.Molecules.ForceFields;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>Ryckaert-Bellemans torsions: the sum of C_n cos^n(phi - pi).</summary>
internal sealed class RyckaertBellemansEnergy(IReadOnlyCollection<RyckaertBellemansTorsion> torsions, EnergyConstants constants) : IEnergyTerm
{
    private readonly DihedralTensors dihedrals = new([.. torsions.Select(torsion => torsion.Atoms)], constants);
    private readonly torch.Tensor[] coefficients =
    [
        .. Enumerable.Range(0, RyckaertBellemansTorsion.CoefficientCount).Select(k => constants.Column(torsions.Select(torsion => torsion.Coefficients[k]))),
    ];

    /// <inheritdoc/>
    public ForceFieldTerm Term => ForceFieldTerm.Torsions;

    /// <inheritdoc/>
    public torch.Tensor Energies(EnergyInput input)
    {
        torch.Tensor cosines = dihedrals.Angles(input.Positions).cos().neg();
        torch.Tensor sum = coefficients[^1];
        for (int k = coefficients.Length - 2; k >= 0; k--)
            sum = (sum * cosines) + coefficients[k];
        return sum.sum([0L], keepdim: true);
    }
}

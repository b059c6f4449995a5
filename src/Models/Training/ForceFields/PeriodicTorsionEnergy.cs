using LatentSim.Molecules.ForceFields;
using LatentSim.Molecules.Geometry;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>Periodic torsions: k (1 + cos(n phi - phi0)). Terms about the same four atoms share an angle.</summary>
internal sealed class PeriodicTorsionEnergy : IEnergyTerm
{
    private readonly DihedralTensors dihedrals;
    private readonly torch.Tensor which;
    private readonly torch.Tensor periodicities;
    private readonly torch.Tensor phases;
    private readonly torch.Tensor strengths;
    private readonly double offset;

    /// <summary>Takes the torsions.</summary>
    public PeriodicTorsionEnergy(IReadOnlyCollection<PeriodicTorsion> torsions, EnergyConstants constants)
    {
        List<TorsionAtoms> angles = [.. torsions.Select(torsion => torsion.Atoms).Distinct()];
        Dictionary<TorsionAtoms, int> places = angles.Select((atoms, place) => (atoms, place)).ToDictionary(pair => pair.atoms, pair => pair.place);
        dihedrals = new DihedralTensors(angles, constants);
        which = constants.Indices(torsions.Select(torsion => places[torsion.Atoms]));
        periodicities = constants.Column(torsions.Select(torsion => (double)torsion.Periodicity));
        phases = constants.Column(torsions.Select(torsion => torsion.Phase));
        strengths = constants.Weights(torsions.Select(torsion => torsion.Strength));
        offset = torsions.Sum(torsion => torsion.Strength);
    }

    /// <inheritdoc/>
    public ForceFieldTerm Term => ForceFieldTerm.Torsions;

    /// <inheritdoc/>
    public torch.Tensor Energies(EnergyInput input)
    {
        torch.Tensor angles = dihedrals.Angles(input.Positions).index_select(0, which);
        return strengths.mm(((angles * periodicities) - phases).cos()) + offset;
    }
}

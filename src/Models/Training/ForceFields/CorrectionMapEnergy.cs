using LatentSim.Molecules.ForceFields;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>CMAP corrections: the bicubic patches of <see cref="BicubicPatches"/>.</summary>
internal sealed class CorrectionMapEnergy : IEnergyTerm
{
    private readonly DihedralTensors first;
    private readonly DihedralTensors second;
    private readonly torch.Tensor sizes;
    private readonly torch.Tensor offsets;
    private readonly torch.Tensor coefficients;

    /// <summary>Takes the maps and their torsions.</summary>
    public CorrectionMapEnergy(IReadOnlyList<CorrectionMap> maps, IReadOnlyCollection<CorrectionMapTorsion> torsions, EnergyConstants constants)
    {
        int[] starts = new int[maps.Count];
        for (int map = 1; map < maps.Count; map++)
            starts[map] = starts[map - 1] + (maps[map - 1].Size * maps[map - 1].Size);
        first = new DihedralTensors([.. torsions.Select(torsion => torsion.First)], constants);
        second = new DihedralTensors([.. torsions.Select(torsion => torsion.Second)], constants);
        sizes = constants.Column(torsions.Select(torsion => (double)maps[torsion.Map].Size));
        offsets = constants.Indices(torsions.Select(torsion => starts[torsion.Map]));
        coefficients = constants.Real(maps.SelectMany(map => new BicubicPatches(map).Coefficients), -1, BicubicPatches.CoefficientCount);
    }

    /// <inheritdoc/>
    public ForceFieldTerm Term => ForceFieldTerm.CorrectionMaps;

    /// <inheritdoc/>
    public torch.Tensor Energies(EnergyInput input)
    {
        (torch.Tensor s, torch.Tensor x) = Place(first.Angles(input.Positions));
        (torch.Tensor t, torch.Tensor y) = Place(second.Angles(input.Positions));
        torch.Tensor cell = ((t * sizes) + s).to_type(torch.ScalarType.Int64) + offsets.unsqueeze(1);
        torch.Tensor[] c = coefficients.index_select(0, cell.flatten()).reshape(cell.shape[0], cell.shape[1], -1).unbind(2);
        torch.Tensor sum = Row(c, 3, y);
        for (int i = 2; i >= 0; i--)
            sum = (sum * x) + Row(c, i, y);
        return sum.sum([0L], keepdim: true);
    }

    private static torch.Tensor Row(torch.Tensor[] c, int i, torch.Tensor y) =>
        (((((c[(4 * i) + 3] * y) + c[(4 * i) + 2]) * y) + c[(4 * i) + 1]) * y) + c[4 * i];

    // What is no number falls into the first cell and stays what it is.
    private (torch.Tensor Cell, torch.Tensor Within) Place(torch.Tensor angles)
    {
        torch.Tensor turns = angles * (0.5 / Math.PI);
        torch.Tensor place = (turns - turns.detach().floor()) * sizes;
        torch.Tensor cell = place.detach().floor().nan_to_num().minimum(sizes - 1);
        return (cell, place - cell);
    }
}

using LatentSim.Molecules.Geometry;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>The angles of some torsions.</summary>
internal sealed class DihedralTensors
{
    private readonly torch.Tensor[] atoms;

    /// <summary>Takes the torsions' atoms.</summary>
    public DihedralTensors(IReadOnlyCollection<TorsionAtoms> torsions, EnergyConstants constants) =>
        atoms =
        [
            constants.Indices(torsions.Select(torsion => torsion.A)),
            constants.Indices(torsions.Select(torsion => torsion.B)),
            constants.Indices(torsions.Select(torsion => torsion.C)),
            constants.Indices(torsions.Select(torsion => torsion.D)),
        ];

    /// <summary>The angles [torsion, batch], radians from -pi to pi, zero in cis; zero, without a gradient, where three atoms are in line.</summary>
    /// <param name="positions">[atom, 3, batch], nm.</param>
    public torch.Tensor Angles(torch.Tensor positions)
    {
        VectorTensors second = VectorTensors.At(positions, atoms[1]);
        VectorTensors third = VectorTensors.At(positions, atoms[2]);
        VectorTensors before = second - VectorTensors.At(positions, atoms[0]);
        VectorTensors axis = third - second;
        VectorTensors after = VectorTensors.At(positions, atoms[3]) - third;
        VectorTensors lastNormal = VectorTensors.Cross(axis, after);
        return VectorTensors.ArcTangent(
            axis.Length * VectorTensors.Dot(before, lastNormal), VectorTensors.Dot(VectorTensors.Cross(before, axis), lastNormal));
    }
}

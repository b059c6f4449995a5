using LatentSim.Molecules.Geometry;
using MathNet.Numerics.LinearAlgebra;

namespace LatentSim.Analysis.Reports;

/// <summary>
/// Where a structure is first looked at from: its centre in the middle, its longest axis across, its shortest towards the eye. Never a mirror image.
/// </summary>
internal sealed class ViewFrame
{
    private readonly Vector3D _center;
    private readonly Vector3D[] _axes;

    /// <summary>The frame of a structure.</summary>
    internal ViewFrame(Structure3D structure)
    {
        var atoms = Points(structure);
        foreach (var atom in atoms) _center += (1.0 / atoms.Length) * atom;
        var spread = Matrix<double>.Build.Dense(3, 3);
        foreach (var atom in atoms)
        {
            var d = atom - _center;
            var v = Vector<double>.Build.DenseOfArray([d.X, d.Y, d.Z]);
            spread += v.OuterProduct(v);
        }

        var vectors = spread.Evd(Symmetricity.Symmetric).EigenVectors;
        var across = new Vector3D(vectors[0, 2], vectors[1, 2], vectors[2, 2]);
        var up = new Vector3D(vectors[0, 1], vectors[1, 1], vectors[2, 1]);
        _axes = [across, up, Vector3D.Cross(across, up)];
    }

    /// <summary>The atoms as they are first seen: x to the right, y up, z towards the eye, nm.</summary>
    internal Vector3D[] Place(Structure3D structure) => Array.ConvertAll(Points(structure), Place);

    private static Vector3D[] Points(Structure3D structure) =>
        [.. Enumerable.Range(0, structure.AtomCount).Select(i => new Vector3D(structure.Positions[3 * i], structure.Positions[3 * i + 1], structure.Positions[3 * i + 2]))];

    private Vector3D Place(Vector3D point)
    {
        var d = point - _center;
        return new Vector3D(Vector3D.Dot(d, _axes[0]), Vector3D.Dot(d, _axes[1]), Vector3D.Dot(d, _axes[2]));
    }
}

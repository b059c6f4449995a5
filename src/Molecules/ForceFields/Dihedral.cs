using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Potentials;

namespace LatentSim.Molecules.ForceFields;

/// <summary>A torsion's angle, zero in cis, and how forces follow from it (Blondel and Karplus, J. Comput. Chem. 17, 1132 (1996)).</summary>
internal readonly ref struct Dihedral
{
    // The angle is not defined where three atoms are in line; this keeps forces finite there.
    private const double SmallestSquare = 1e-24;

    private readonly TorsionAtoms _atoms;
    private readonly Vector3D _onFirst;
    private readonly Vector3D _onLast;
    private readonly Vector3D _shift;

    /// <summary>Measures the torsion.</summary>
    internal Dihedral(in SiteArrays sites, in TorsionAtoms atoms)
    {
        _atoms = atoms;
        Vector3D second = sites.Point(atoms.B);
        Vector3D third = sites.Point(atoms.C);
        Vector3D before = second - sites.Point(atoms.A);
        Vector3D axis = third - second;
        Vector3D after = sites.Point(atoms.D) - third;
        Vector3D firstNormal = Vector3D.Cross(before, axis);
        Vector3D lastNormal = Vector3D.Cross(axis, after);
        double axisSquare = Math.Max(axis.LengthSquared, SmallestSquare);
        double axisLength = Math.Sqrt(axisSquare);
        Angle = Trigonometry.Atan2(axisLength * Vector3D.Dot(before, lastNormal), Vector3D.Dot(firstNormal, lastNormal));
        _onFirst = (axisLength / Math.Max(firstNormal.LengthSquared, SmallestSquare)) * firstNormal;
        _onLast = (-axisLength / Math.Max(lastNormal.LengthSquared, SmallestSquare)) * lastNormal;
        _shift = ((Vector3D.Dot(before, axis) / axisSquare) * _onFirst) - ((Vector3D.Dot(after, axis) / axisSquare) * _onLast);
    }

    /// <summary>The angle, radians, from -pi to pi.</summary>
    internal double Angle { get; }

    /// <summary>Adds the forces of an energy whose derivative by the angle is <paramref name="slope"/>, kJ/(mol rad).</summary>
    internal void AddForces(in SiteArrays sites, double slope)
    {
        sites.AddForce(_atoms.A, slope * _onFirst);
        sites.AddForce(_atoms.B, -slope * (_onFirst + _shift));
        sites.AddForce(_atoms.C, slope * (_shift - _onLast));
        sites.AddForce(_atoms.D, slope * _onLast);
    }
}

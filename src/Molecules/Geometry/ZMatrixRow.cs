namespace LatentSim.Molecules.Geometry;

/// <summary>One row of a Z-matrix: an atom and the atoms that its place is measured from. Each is -1 where the first three rows have
/// none.</summary>
/// <param name="Atom">The atom that the row places.</param>
/// <param name="Bond">The distance is from here.</param>
/// <param name="Angle">The angle is Atom, Bond, Angle; or a second distance is from here.</param>
/// <param name="Torsion">The torsion is Atom, Bond, Angle, Torsion. It is improper where Torsion is a neighbour of Bond: then its
/// distribution is narrow.</param>
/// <param name="ByDistance">Whether the distance between Atom and Angle stands in place of the angle: for an atom between two that are
/// placed, bonded to both.</param>
public readonly record struct ZMatrixRow(int Atom, int Bond, int Angle, int Torsion, bool ByDistance = false)
{
    /// <summary>How many coordinates the row has: a bond, an angle (or second distance) and a torsion, as far as there are references for
    /// them.</summary>
    public int CoordinateCount => Bond < 0 ? 0 : Angle < 0 ? 1 : Torsion < 0 ? 2 : 3;
}

namespace LatentSim.Molecules.Geometry;

/// <summary>The right-handed axes in which an atom is placed from three others (Parsons et al., J. Comput. Chem. 26, 1063 (2005)):
/// along the axis from the angle's atom to the bond's, across it towards the torsion's side, and normal to both.</summary>
internal readonly struct LocalFrame
{
    /// <summary>Below this sine the three atoms are in line to float precision, and the direction across the axis would be noise.</summary>
    internal const double CollinearSine = 1e-6;

    private readonly Vector3D _origin;
    private readonly Vector3D _along;
    private readonly Vector3D _across;
    private readonly Vector3D _normal;

    private LocalFrame(Vector3D origin, Vector3D along, Vector3D arm)
    {
        _origin = origin;
        _along = Unit(along, new Vector3D(1, 0, 0));
        var normal = Vector3D.Cross(arm, _along);
        if (!(normal.Length > CollinearSine * arm.Length))
            normal = Vector3D.Cross(LeastAligned(_along), _along);
        _normal = (1 / normal.Length) * normal;
        _across = Vector3D.Cross(_normal, _along);
    }

    /// <summary>The frame of three placed atoms; when they are in line, one fixed in space stands in, so that every configuration has
    /// coordinates and can be rebuilt.</summary>
    internal static LocalFrame Of(Vector3D bond, Vector3D angle, Vector3D torsion) => new(bond, bond - angle, angle - torsion);

    /// <summary>The frame of two placed atoms, turned about their axis in a way fixed in space.</summary>
    internal static LocalFrame Of(Vector3D bond, Vector3D angle) => new(bond, bond - angle, default);

    internal (double Bond, double Angle, double Torsion) Measure(Vector3D position)
    {
        var (bond, angle, torsion) = Project(position);
        return (bond, Trigonometry.Atan2(angle.Y, angle.X), Torsions.Wrap(Trigonometry.Atan2(torsion.Y, torsion.X)));
    }

    /// <summary>The distance of a point, and the points of the plane whose angles are its angle and its torsion.</summary>
    internal (double Bond, (double Y, double X) Angle, (double Y, double X) Torsion) Project(Vector3D position)
    {
        var arm = position - _origin;
        var along = Vector3D.Dot(arm, _along);
        var across = Vector3D.Dot(arm, _across);
        var normal = Vector3D.Dot(arm, _normal);
        var radius = Math.Sqrt((across * across) + (normal * normal));
        return (arm.Length, (radius, -along), (normal, across));
    }

    internal Vector3D Place(double bond, double angle, double torsion)
    {
        var (sinAngle, cosAngle) = Trigonometry.SinCos(angle);
        var (sinTorsion, cosTorsion) = Trigonometry.SinCos(torsion);
        return _origin + (-bond * cosAngle * _along) + (bond * sinAngle * cosTorsion * _across) + (bond * sinAngle * sinTorsion * _normal);
    }

    private static Vector3D Unit(Vector3D vector, Vector3D otherwise)
    {
        var length = vector.Length;
        return length == 0 ? otherwise : (1 / length) * vector;
    }

    private static Vector3D LeastAligned(Vector3D axis)
    {
        var (x, y, z) = (Math.Abs(axis.X), Math.Abs(axis.Y), Math.Abs(axis.Z));
        if (x <= y && x <= z)
            return new Vector3D(1, 0, 0);
        return y <= z ? new Vector3D(0, 1, 0) : new Vector3D(0, 0, 1);
    }
}

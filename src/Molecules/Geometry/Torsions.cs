namespace LatentSim.Molecules.Geometry;

/// <summary>Torsions (dihedral angles) of four atoms: radians in (-pi, pi], zero for cis, and positive where, seen along the axis
/// from B to C, the bond to D is reached from the bond to A by a clockwise turn (IUPAC-IUB, Biochemistry 9, 3471 (1970)).</summary>
public static class Torsions
{
    /// <summary>The torsion of four points; zero where three neighbours in line leave it undefined.</summary>
    public static double Compute(Vector3D a, Vector3D b, Vector3D c, Vector3D d)
    {
        var (cosine, sine) = Components(a, b, c, d);
        return Wrap(Trigonometry.Atan2(sine, cosine));
    }

    /// <summary>Cosine and sine of the torsion of four atoms of <paramref name="xyz"/>, float[atom, 3]; 1 and 0 where it is
    /// undefined.</summary>
    public static (double Cosine, double Sine) CosineAndSine(ReadOnlySpan<float> xyz, TorsionAtoms atoms)
    {
        var (cosine, sine) = Components(
            Vector3D.Read(xyz, atoms.A), Vector3D.Read(xyz, atoms.B), Vector3D.Read(xyz, atoms.C), Vector3D.Read(xyz, atoms.D));
        var length = Math.Sqrt((cosine * cosine) + (sine * sine));
        return length == 0 ? (1, 0) : (cosine / length, sine / length);
    }

    /// <summary>The torsion of four atoms of <paramref name="xyz"/>, float[atom, 3].</summary>
    public static double Compute(ReadOnlySpan<float> xyz, TorsionAtoms atoms) =>
        Compute(Vector3D.Read(xyz, atoms.A), Vector3D.Read(xyz, atoms.B), Vector3D.Read(xyz, atoms.C), Vector3D.Read(xyz, atoms.D));

    /// <summary>The torsions in each frame.</summary>
    /// <param name="xyz">float[frame, atom, 3], nm; the number of frames follows from its length.</param>
    /// <param name="atomCount">Atoms in a frame.</param>
    /// <param name="torsions">The torsions' atoms.</param>
    /// <param name="values">float[frame, torsion], radians.</param>
    /// <exception cref="ArgumentException">A span's length does not fit.</exception>
    public static void Compute(ReadOnlySpan<float> xyz, int atomCount, ReadOnlySpan<TorsionAtoms> torsions, Span<float> values)
    {
        var frames = FrameShape.Count(xyz, atomCount, torsions.Length, values);
        for (var frame = 0; frame < frames; frame++)
        {
            var positions = xyz.Slice(frame * 3 * atomCount, 3 * atomCount);
            var row = values.Slice(frame * torsions.Length, torsions.Length);
            for (var i = 0; i < row.Length; i++)
                row[i] = (float)Compute(positions, torsions[i]);
        }
    }

    /// <summary>An angle brought to (-pi, pi].</summary>
    public static double Wrap(double angle)
    {
        // Most angles are in already, and the remainder would take as long as all else about them.
        if (angle is > -Math.PI and <= Math.PI)
            return angle;
        var wrapped = Math.IEEERemainder(angle, 2 * Math.PI);
        return wrapped == -Math.PI ? Math.PI : wrapped;
    }

    // Cosine and sine times the same positive factor.
    private static (double Cosine, double Sine) Components(Vector3D a, Vector3D b, Vector3D c, Vector3D d)
    {
        var first = b - a;
        var axis = c - b;
        var lastNormal = Vector3D.Cross(axis, d - c);
        var firstNormal = Vector3D.Cross(first, axis);
        return (Vector3D.Dot(firstNormal, lastNormal), axis.Length * Vector3D.Dot(first, lastNormal));
    }
}

namespace LatentSim.Molecules.Geometry;

/// <summary>Angles between three atoms, radians in [0, pi].</summary>
public static class Angles
{
    /// <summary>The angle at <paramref name="b"/> between the directions to <paramref name="a"/> and <paramref name="c"/>; zero where one
    /// of them has no length.</summary>
    public static double Compute(Vector3D a, Vector3D b, Vector3D c)
    {
        var first = a - b;
        var second = c - b;

        // The arc tangent keeps its precision near 0 and pi, where the arc cosine loses half the digits.
        return Trigonometry.Atan2(Vector3D.Cross(first, second).Length, Vector3D.Dot(first, second));
    }

    /// <summary>The angle at <paramref name="b"/> of three atoms of <paramref name="xyz"/>, float[atom, 3].</summary>
    public static double Compute(ReadOnlySpan<float> xyz, int a, int b, int c) =>
        Compute(Vector3D.Read(xyz, a), Vector3D.Read(xyz, b), Vector3D.Read(xyz, c));

    /// <summary>The angles of <paramref name="triples"/> in each frame.</summary>
    /// <param name="xyz">float[frame, atom, 3], nm; the number of frames follows from its length.</param>
    /// <param name="atomCount">Atoms in a frame.</param>
    /// <param name="triples">The angles' atoms.</param>
    /// <param name="angles">float[frame, angle], radians.</param>
    /// <exception cref="ArgumentException">A span's length does not fit.</exception>
    public static void Compute(ReadOnlySpan<float> xyz, int atomCount, ReadOnlySpan<AtomTriple> triples, Span<float> angles)
    {
        var frames = FrameShape.Count(xyz, atomCount, triples.Length, angles);
        for (var frame = 0; frame < frames; frame++)
        {
            var positions = xyz.Slice(frame * 3 * atomCount, 3 * atomCount);
            var row = angles.Slice(frame * triples.Length, triples.Length);
            for (var i = 0; i < row.Length; i++)
                row[i] = (float)Compute(positions, triples[i].A, triples[i].B, triples[i].C);
        }
    }
}

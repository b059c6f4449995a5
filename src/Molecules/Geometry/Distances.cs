namespace LatentSim.Molecules.Geometry;

/// <summary>Distances between atoms, nm, without periodic images.</summary>
public static class Distances
{
    /// <summary>The distance between two atoms of <paramref name="xyz"/>, float[atom, 3].</summary>
    public static double Compute(ReadOnlySpan<float> xyz, int a, int b) =>
        (Vector3D.Read(xyz, a) - Vector3D.Read(xyz, b)).Length;

    /// <summary>The distances of <paramref name="pairs"/> in each frame.</summary>
    /// <param name="xyz">float[frame, atom, 3], nm; the number of frames follows from its length.</param>
    /// <param name="atomCount">Atoms in a frame.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="distances">float[frame, pair], nm.</param>
    /// <exception cref="ArgumentException">A span's length does not fit.</exception>
    public static void Compute(ReadOnlySpan<float> xyz, int atomCount, ReadOnlySpan<AtomPair> pairs, Span<float> distances)
    {
        var frames = FrameShape.Count(xyz, atomCount, pairs.Length, distances);
        for (var frame = 0; frame < frames; frame++)
        {
            var positions = xyz.Slice(frame * 3 * atomCount, 3 * atomCount);
            var row = distances.Slice(frame * pairs.Length, pairs.Length);
            for (var i = 0; i < row.Length; i++)
                row[i] = (float)Compute(positions, pairs[i].A, pairs[i].B);
        }
    }
}

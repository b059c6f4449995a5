namespace LatentSim.Molecules.Geometry;

/// <summary>Bonds, angles and torsions in place of Cartesian coordinates: a Z-matrix, row by row, each row's in this order.
/// Either of all atoms (3 N - 6 coordinates), or of the rest when some are placed already, 3 for each.</summary>
/// <remarks>Immutable; nothing here allocates per frame. Coordinates do not change under rigid motions. Where atoms of a row are in line
/// or coincide, so that
/// a torsion has no meaning, the values still rebuild the same positions, but no longer follow rotations.</remarks>
public sealed class InternalCoordinates
{
    private readonly ZMatrixRow[] _rows;
    private readonly int[] _placed;
    private readonly (int Row, CoordinateKind Kind)[] _coordinates;

    private InternalCoordinates(int atomCount, int[] placed, ZMatrixRow[] rows)
    {
        AtomCount = atomCount;
        _placed = placed;
        _rows = rows;
        _coordinates = [.. rows.SelectMany((row, i) => Enumerable.Range(0, row.CoordinateCount).Select(kind => (i, (CoordinateKind)kind)))];
    }

    /// <summary>How many coordinates a frame has.</summary>
    public int Count => _coordinates.Length;

    /// <summary>How many atoms a frame has, placed ones included.</summary>
    public int AtomCount { get; }

    /// <summary>The atoms that are given; empty when all are placed from scratch.</summary>
    public IReadOnlyList<int> Placed => _placed;

    /// <summary>The rows, in the order in which they place their atoms.</summary>
    public IReadOnlyList<ZMatrixRow> Rows => _rows;

    /// <summary>Chooses coordinates that place all atoms.</summary>
    public static InternalCoordinates Build(Topology topology) => Build(topology, []);

    /// <summary>Chooses coordinates that place the other atoms from those in <paramref name="placed"/>.</summary>
    /// <param name="topology">The atoms and their bonds. Atoms that no bond connects are joined in sequence.</param>
    /// <param name="placed">At least three atoms, or none.</param>
    /// <exception cref="InvalidInputException"><paramref name="placed"/> holds one or two atoms, one twice, or one that is not
    /// there.</exception>
    public static InternalCoordinates Build(Topology topology, ReadOnlySpan<int> placed)
    {
        ZMatrixCheck.Placed(topology.AtomCount, placed);
        var rows = new ZMatrixBuilder(topology, placed).Build();
        return new InternalCoordinates(topology.AtomCount, placed.ToArray(), [.. rows]);
    }

    /// <summary>Restores coordinates from rows that were stored.</summary>
    /// <param name="atoms">How many atoms a frame has.</param>
    /// <param name="placed">The atoms that are given.</param>
    /// <param name="rows">One row for each other atom.</param>
    /// <exception cref="InvalidInputException">The rows are not a Z-matrix: an atom is left out, placed twice, or used before it is
    /// placed.</exception>
    public static InternalCoordinates FromRows(int atoms, int[] placed, IReadOnlyList<ZMatrixRow> rows)
    {
        ZMatrixCheck.Rows(atoms, placed, rows);
        return new InternalCoordinates(atoms, [.. placed], [.. rows]);
    }

    /// <summary>What coordinate <paramref name="i"/> measures.</summary>
    public CoordinateKind Kind(int i) => _coordinates[i].Kind;

    /// <summary>Names a coordinate by its kind and atoms: "angle ALA2.CB ALA2.CA ALA2.N".</summary>
    /// <param name="i">The coordinate.</param>
    /// <param name="topology">The topology that the coordinates are of.</param>
    public string Describe(int i, Topology topology)
    {
        var (index, kind) = _coordinates[i];
        var row = _rows[index];
        int[] atoms = [row.Atom, row.Bond, row.Angle, row.Torsion];
        var names = atoms.Take(2 + (int)kind).Select(atom => $"{topology.ResidueOf(atom)}.{topology.Atoms[atom].Name}");
        return $"{kind.ToString().ToLowerInvariant()} {string.Join(' ', names)}";
    }

    /// <summary>Measures one frame.</summary>
    /// <param name="xyz">float[atom, 3], nm.</param>
    /// <param name="coordinates">float[coordinate], nm and radians.</param>
    /// <exception cref="ArgumentException">A span's length does not fit.</exception>
    public void FromCartesian(ReadOnlySpan<float> xyz, Span<float> coordinates) => FromCartesian(xyz, coordinates, frames: 1);

    /// <summary>Measures frames.</summary>
    /// <param name="xyz">float[frame, atom, 3], nm.</param>
    /// <param name="coordinates">float[frame, coordinate], nm and radians.</param>
    /// <param name="frames">How many frames.</param>
    /// <exception cref="ArgumentException">A span's length does not fit.</exception>
    public void FromCartesian(ReadOnlySpan<float> xyz, Span<float> coordinates, int frames)
    {
        CheckLengths(xyz.Length, coordinates.Length, frames);
        for (var frame = 0; frame < frames; frame++)
            MeasureFrame(xyz.Slice(frame * 3 * AtomCount, 3 * AtomCount), coordinates.Slice(frame * Count, Count));
    }

    /// <summary>Places the atoms of one frame: the inverse of <see cref="FromCartesian(ReadOnlySpan{float}, Span{float})"/>, up to a rigid
    /// motion when no atoms are given.</summary>
    /// <param name="coordinates">float[coordinate], nm and radians.</param>
    /// <param name="xyz">float[atom, 3], nm; holds the given atoms' positions on entry. Without any, the first atom is put at the origin
    /// and the second on the x axis.</param>
    /// <exception cref="ArgumentException">A span's length does not fit.</exception>
    public void ToCartesian(ReadOnlySpan<float> coordinates, Span<float> xyz) => ToCartesian(coordinates, xyz, frames: 1);

    /// <summary>Places the atoms of frames.</summary>
    /// <param name="coordinates">float[frame, coordinate], nm and radians.</param>
    /// <param name="xyz">float[frame, atom, 3], nm; holds the given atoms' positions on entry.</param>
    /// <param name="frames">How many frames.</param>
    /// <exception cref="ArgumentException">A span's length does not fit.</exception>
    public void ToCartesian(ReadOnlySpan<float> coordinates, Span<float> xyz, int frames)
    {
        CheckLengths(xyz.Length, coordinates.Length, frames);
        for (var frame = 0; frame < frames; frame++)
            PlaceFrame(coordinates.Slice(frame * Count, Count), xyz.Slice(frame * 3 * AtomCount, 3 * AtomCount));
    }

    private void MeasureFrame(ReadOnlySpan<float> xyz, Span<float> coordinates)
    {
        var next = 0;
        foreach (var row in _rows)
        {
            if (row.Bond < 0)
                continue;
            var (bond, angle, torsion) = FrameOf(row, xyz).Measure(Vector3D.Read(xyz, row.Atom));
            coordinates[next++] = (float)bond;
            if (row.Angle >= 0)
                coordinates[next++] = (float)angle;
            if (row.Torsion >= 0)
                coordinates[next++] = (float)torsion;
        }
    }

    private void PlaceFrame(ReadOnlySpan<float> coordinates, Span<float> xyz)
    {
        var next = 0;
        foreach (var row in _rows)
        {
            if (row.Bond < 0)
            {
                default(Vector3D).Write(xyz, row.Atom);
                continue;
            }

            var bond = coordinates[next++];
            var angle = row.Angle < 0 ? Math.PI : coordinates[next++];
            var torsion = row.Torsion < 0 ? 0 : coordinates[next++];
            FrameOf(row, xyz).Place(bond, angle, torsion).Write(xyz, row.Atom);
        }
    }

    private static LocalFrame FrameOf(ZMatrixRow row, ReadOnlySpan<float> xyz)
    {
        var bond = Vector3D.Read(xyz, row.Bond);
        if (row.Angle < 0)
            return LocalFrame.Of(bond, bond);
        var angle = Vector3D.Read(xyz, row.Angle);
        return row.Torsion < 0 ? LocalFrame.Of(bond, angle) : LocalFrame.Of(bond, angle, Vector3D.Read(xyz, row.Torsion));
    }

    private void CheckLengths(int cartesian, int coordinates, int frames)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frames);
        if (cartesian != (long)frames * 3 * AtomCount)
            throw new ArgumentException($"{frames} frames of {AtomCount} atoms do not fit {cartesian} numbers.");
        if (coordinates != (long)frames * Count)
            throw new ArgumentException($"{frames} frames of {Count} coordinates do not fit {coordinates} numbers.");
    }
}

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
        _coordinates = [.. rows.SelectMany((row, i) => KindsOf(row).Select(kind => (i, kind)))];
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

    /// <summary>Chooses coordinates that place the longest chain of bonds by midpoints: its ends, the atom in the middle between them, those in
    /// the middle of both halves, and so on, each from the two placed ones nearest along the chain; then the other atoms along their bonds.
    /// An error of a coordinate so moves only what lies between these two, rather than all of the chain that follows.</summary>
    /// <param name="topology">The atoms and their bonds. Atoms that no bond connects are joined in sequence.</param>
    public static InternalCoordinates BuildByMidpoints(Topology topology)
    {
        IReadOnlyList<ZMatrixRow> chain = new ZMatrixMidpoints(ZMatrixMidpoints.LongestChain(topology)).Build();
        var others = new ZMatrixBuilder(topology, [.. chain.Select(row => row.Atom)]).Build();
        return new InternalCoordinates(topology.AtomCount, [], [.. chain, .. others]);
    }

    /// <summary>Chooses coordinates that place the other atoms from those in <paramref name="placed"/>, and the references of each so that they vary
    /// least in given frames. Bonds to two placed atoms are both coordinates, so that chains between sites and rings close.</summary>
    /// <param name="topology">The atoms and their bonds. Atoms that no bond connects are joined in sequence.</param>
    /// <param name="placed">At least three atoms.</param>
    /// <param name="positions">float[frame, atom, 3], nm: one frame or more, such as the training data. Only some are looked at.</param>
    /// <exception cref="InvalidInputException"><paramref name="placed"/> holds fewer than three atoms, one twice, or one that is not there.</exception>
    /// <exception cref="ArgumentException"><paramref name="positions"/> are not whole frames of these atoms.</exception>
    public static InternalCoordinates BuildNarrow(Topology topology, ReadOnlySpan<int> placed, ReadOnlySpan<float> positions)
    {
        if (placed.IsEmpty)
            throw new InvalidInputException("Z-matrix", "placed", "no atoms are placed; at least three were expected");
        ZMatrixCheck.Placed(topology.AtomCount, placed);
        if (positions.IsEmpty || positions.Length % (3 * topology.AtomCount) != 0)
            throw new ArgumentException($"{positions.Length} numbers are not frames of {topology.AtomCount} atoms.", nameof(positions));
        var rows = new NarrowZMatrix(topology, placed, positions).Build();
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
        int[] atoms = kind switch
        {
            CoordinateKind.Bond => [row.Atom, row.Bond],
            CoordinateKind.Distance => [row.Atom, row.Angle],
            CoordinateKind.Angle => [row.Atom, row.Bond, row.Angle],
            _ => [row.Atom, row.Bond, row.Angle, row.Torsion],
        };
        var names = atoms.Select(atom => $"{topology.ResidueOf(atom)}.{topology.Atoms[atom].Name}");
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

    /// <summary>Places the atoms of one frame as <see cref="ToCartesian(ReadOnlySpan{float}, Span{float})"/> does, and tells whether that could be
    /// done: two distances that the third side of their triangle is too long or too short for put an atom in line.</summary>
    /// <param name="coordinates">float[coordinate], nm and radians.</param>
    /// <param name="xyz">float[atom, 3], nm; holds the given atoms' positions on entry.</param>
    /// <returns>How much, in nm, the worst triangle lacks to close; 0 when the frame has these coordinates.</returns>
    /// <exception cref="ArgumentException">A span's length does not fit.</exception>
    public float Place(ReadOnlySpan<float> coordinates, Span<float> xyz)
    {
        CheckLengths(xyz.Length, coordinates.Length, frames: 1);
        return (float)PlaceFrame(coordinates, xyz);
    }

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
        var angles = new AngleQueue(coordinates);
        var next = 0;
        foreach (var row in _rows)
        {
            if (row.Bond < 0)
                continue;
            var position = Vector3D.Read(xyz, row.Atom);
            var (bond, angle, torsion) = FrameOf(row, xyz).Project(position);
            coordinates[next++] = (float)bond;
            if (row.ByDistance)
                coordinates[next++] = (float)(position - Vector3D.Read(xyz, row.Angle)).Length;
            else if (row.Angle >= 0)
                angles.Add(next++, angle);
            if (row.Torsion >= 0)
                angles.Add(next++, torsion);
        }

        angles.Flush();
    }

    private double PlaceFrame(ReadOnlySpan<float> coordinates, Span<float> xyz)
    {
        var next = 0;
        double gap = 0;
        foreach (var row in _rows)
        {
            if (row.Bond < 0)
            {
                default(Vector3D).Write(xyz, row.Atom);
                continue;
            }

            double bond = coordinates[next++];
            var angle = row.Angle < 0 ? Math.PI : coordinates[next++];
            if (row.ByDistance)
            {
                var corner = TriangleCorner.Of(bond, (Vector3D.Read(xyz, row.Bond) - Vector3D.Read(xyz, row.Angle)).Length, opposite: angle);
                gap = Math.Max(gap, corner.Gap);
                angle = corner.Angle;
            }

            var torsion = row.Torsion < 0 ? 0 : coordinates[next++];
            FrameOf(row, xyz).Place(bond, angle, torsion).Write(xyz, row.Atom);
        }

        return gap;
    }

    private static CoordinateKind[] KindsOf(ZMatrixRow row)
    {
        CoordinateKind[] kinds = [CoordinateKind.Bond, row.ByDistance ? CoordinateKind.Distance : CoordinateKind.Angle, CoordinateKind.Torsion];
        return kinds[..row.CoordinateCount];
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

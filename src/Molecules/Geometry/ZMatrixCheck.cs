namespace LatentSim.Molecules.Geometry;

/// <summary>Refuses rows that do not make a Z-matrix, whoever wrote them.</summary>
internal static class ZMatrixCheck
{
    internal static void Placed(int atomCount, ReadOnlySpan<int> placed)
    {
        if (placed.Length is 1 or 2)
            throw Invalid("placed", $"{placed.Length} atoms are placed; none, or at least three, were expected");
        if (placed.Length > atomCount)
            throw Invalid("placed", $"{placed.Length} atoms are placed of {atomCount}");
        var isPlaced = new bool[atomCount];
        foreach (var atom in placed)
        {
            if ((uint)atom >= (uint)atomCount)
                throw Invalid("placed", $"there is no atom {atom} among {atomCount}");
            if (isPlaced[atom])
                throw Invalid("placed", $"atom {atom} is named twice");
            isPlaced[atom] = true;
        }
    }

    internal static void Rows(int atomCount, ReadOnlySpan<int> placed, IReadOnlyList<ZMatrixRow> rows)
    {
        // Before anything is allocated: both lists are there in full, so they bound the number that a file claims.
        if (atomCount < 1 || (long)placed.Length + rows.Count != atomCount)
            throw Invalid("rows", $"{placed.Length} atoms are placed and {rows.Count} have rows; {atomCount} in all were expected");
        Placed(atomCount, placed);
        var isPlaced = new bool[atomCount];
        foreach (var atom in placed)
            isPlaced[atom] = true;
        for (var i = 0; i < rows.Count; i++)
        {
            Row(rows[i], i, references: Math.Min(3, placed.Length + i), isPlaced);
            isPlaced[rows[i].Atom] = true;
        }
    }

    private static void Row(ZMatrixRow row, int index, int references, ReadOnlySpan<bool> isPlaced)
    {
        var position = $"row {index}";
        if ((uint)row.Atom >= (uint)isPlaced.Length)
            throw Invalid(position, $"there is no atom {row.Atom} among {isPlaced.Length}");
        if (isPlaced[row.Atom])
            throw Invalid(position, $"atom {row.Atom} is placed twice");
        if (row.ByDistance && row.Angle < 0)
            throw Invalid(position, "a second distance from no atom");
        ReadOnlySpan<int> atoms = [row.Bond, row.Angle, row.Torsion];
        for (var i = 0; i < 3; i++)
        {
            if (i >= references && atoms[i] != -1)
                throw Invalid(position, $"reference {i + 1} is {atoms[i]}; -1 was expected, for only {references} atoms are placed before");
            if (i < references && ((uint)atoms[i] >= (uint)isPlaced.Length || !isPlaced[atoms[i]]))
                throw Invalid(position, $"reference {i + 1} is {atoms[i]}; an atom placed before was expected");
            if (i < references && atoms[..i].Contains(atoms[i]))
                throw Invalid(position, $"atom {atoms[i]} is a reference twice");
        }
    }

    private static InvalidInputException Invalid(string position, string message) => new("Z-matrix", position, message);
}

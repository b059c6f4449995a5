using System.Text;

namespace LatentSim.Molecules;

/// <summary>Fields of PDB records by their columns (version 3.3 of the format's guide, counted from one there).</summary>
internal static class PdbLine
{
    internal static bool IsAtom(ReadOnlySpan<byte> line) => line.StartsWith("ATOM  "u8) || line.StartsWith("HETATM"u8);

    internal static bool Is(ReadOnlySpan<byte> line, ReadOnlySpan<byte> record) =>
        line.StartsWith(record) && (line.Length == record.Length || record.Length == 6 || line[record.Length] == ' ');

    /// <summary>Whether the line ends a model: ENDMDL, or END, which some programs write between frames.</summary>
    internal static bool EndsModel(ReadOnlySpan<byte> line) => Is(line, "ENDMDL"u8) || Is(line, "END"u8);

    /// <summary>Columns <paramref name="first"/> to <paramref name="last"/>, as far as the line reaches.</summary>
    internal static ReadOnlySpan<byte> Columns(ReadOnlySpan<byte> line, int first, int last) =>
        line.Length < first ? [] : line[(first - 1)..Math.Min(last, line.Length)];

    internal static string Text(ReadOnlySpan<byte> line, int first, int last) =>
        Encoding.Latin1.GetString(Columns(line, first, last).Trim((byte)' '));

    internal static char Letter(ReadOnlySpan<byte> line, int column) =>
        line.Length < column ? ' ' : (char)line[column - 1];

    /// <summary>Reads x, y and z, turning angstrom into nm.</summary>
    internal static void ReadPosition(TextLines lines, ReadOnlySpan<byte> line, Span<float> position)
    {
        position[0] = (float)(Number(lines, line, 31, 38) / 10);
        position[1] = (float)(Number(lines, line, 39, 46) / 10);
        position[2] = (float)(Number(lines, line, 47, 54) / 10);
    }

    /// <summary>Reads the unit cell of a CRYST1 record; false for the 1 x 1 x 1 angstrom cell that means there is none.</summary>
    internal static bool ReadBox(TextLines lines, ReadOnlySpan<byte> line, Span<float> box)
    {
        var cell = new UnitCell(
            Number(lines, line, 7, 15) / 10, Number(lines, line, 16, 24) / 10, Number(lines, line, 25, 33) / 10,
            Number(lines, line, 34, 40), Number(lines, line, 41, 47), Number(lines, line, 48, 54));
        if (cell is { A: 0.1, B: 0.1, C: 0.1 } or { A: 0, B: 0, C: 0 })
            return false;
        if (!cell.IsValid)
            throw lines.Error("the unit cell encloses no volume");
        cell.ToVectors(box);
        return true;
    }

    private static double Number(TextLines lines, ReadOnlySpan<byte> line, int first, int last)
    {
        var field = Columns(line, first, last);
        if (double.TryParse(field, out var number) && float.IsFinite((float)number))
            return number;
        throw lines.Error($"columns {first}-{last} are '{Encoding.Latin1.GetString(field)}', expected a number");
    }
}

using System.Text;

namespace LatentSim.Molecules;

/// <summary>Gathers the topology and the positions of a PDB file's first model.</summary>
internal sealed class PdbFirstModel
{
    private readonly TextLines _lines;
    private readonly TopologyBuilder _builder = new();
    private readonly List<float> _positions = [];
    private readonly List<bool> _kept = [];
    private readonly Dictionary<string, int> _bySerial = [];
    private readonly HashSet<string> _namesOfResidue = [];
    private readonly HashSet<(int, int)> _bonds = [];
    private string _residueKey = "";

    internal PdbFirstModel(TextLines lines) => _lines = lines;

    internal int AtomCount => _builder.AtomCount;

    /// <summary>For each atom record of the model whether it counts; the others are alternate locations.</summary>
    internal bool[] Kept => [.. _kept];

    internal float[] Positions => [.. _positions];

    internal Topology Topology() => _builder.Build().WithBonds(_bonds);

    internal void AddAtom(ReadOnlySpan<byte> line)
    {
        if (line.Length < 54)
            throw _lines.Error($"the atom record has {line.Length} columns, expected at least 54");
        var name = PdbLine.Text(line, 13, 16);
        if (name.Length == 0)
            throw _lines.Error("columns 13-16 are blank, expected an atom's name");
        EnterResidue(line);
        var repeated = !_namesOfResidue.Add(name);
        var counts = PdbLine.Letter(line, 17) == ' ' || !repeated;
        _kept.Add(counts);
        if (!counts)
            return;
        var index = _builder.AddAtom(name, ElementOf(line));
        Span<float> position = stackalloc float[3];
        PdbLine.ReadPosition(_lines, line, position);
        _positions.AddRange(position);
        RememberSerial(PdbLine.Text(line, 7, 11), index);
    }

    /// <summary>Adds the bonds of a CONECT record. Serial numbers are compared as text, so that any way of writing large ones will do;
    /// those that name no atom, or several, are passed over.</summary>
    internal void AddBonds(ReadOnlySpan<byte> line)
    {
        if (!_bySerial.TryGetValue(PdbLine.Text(line, 7, 11), out var first) || first < 0)
            return;
        for (var column = 12; column <= 27; column += 5)
            if (_bySerial.TryGetValue(PdbLine.Text(line, column, column + 4), out var second) && second >= 0 && second != first)
                _bonds.Add((Math.Min(first, second), Math.Max(first, second)));
    }

    private void RememberSerial(string serial, int index)
    {
        if (serial.Length > 0 && !_bySerial.TryAdd(serial, index))
            _bySerial[serial] = -1;
    }

    private void EnterResidue(ReadOnlySpan<byte> line)
    {
        // Name (with the fourth letter that many programs put in column 21), chain, number, insertion code.
        var key = Encoding.Latin1.GetString(PdbLine.Columns(line, 18, 27));
        if (key == _residueKey)
            return;
        _residueKey = key;
        _namesOfResidue.Clear();
        if (!PdbNumber.TryParseResidue(PdbLine.Columns(line, 23, 26), out var number))
            throw _lines.Error($"columns 23-26 are '{key[5..9]}', expected the number of a residue");
        _builder.AddResidue(PdbLine.Text(line, 18, 21), number, PdbLine.Text(line, 22, 22), PdbLine.Letter(line, 27));
    }

    private static Element ElementOf(ReadOnlySpan<byte> line)
    {
        if (Element.TryFromSymbol(PdbLine.Text(line, 77, 78), out var element))
            return element;
        return Element.FromAtomName(Encoding.Latin1.GetString(PdbLine.Columns(line, 13, 16)), PdbLine.Text(line, 18, 21));
    }
}

using System.Text;

namespace LatentSim.Molecules;

/// <summary>Writes frames as the models of a PDB file. Bonds become CONECT records when the file is closed.
/// Steps and times are not written, since the format has no place for them.</summary>
public sealed class PdbWriter : ITrajectoryWriter
{
    private const int LineBytes = 81;
    private readonly BufferedOutput _output;
    private readonly Topology _topology;
    private readonly bool _models;
    private readonly byte[] _atomLines;
    private readonly int[] _lineOfAtom;
    private long _frames;

    /// <summary>Creates a file, or replaces one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="topology">The atoms.</param>
    /// <param name="models">Whether frames stand between MODEL and ENDMDL; a file of one frame may do without.</param>
    public PdbWriter(string path, Topology topology, bool models = true)
        : this(BufferedOutput.Create(path), topology, models)
    {
    }

    /// <summary>Writes to a stream from its present position on.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="topology">The atoms.</param>
    /// <param name="models">Whether frames stand between MODEL and ENDMDL; a file of one frame may do without.</param>
    /// <param name="leaveOpen">Whether the stream is left open on disposal.</param>
    public PdbWriter(Stream stream, Topology topology, bool models = true, bool leaveOpen = false)
    {
        _output = new BufferedOutput(stream, 0, leaveOpen);
        _topology = topology;
        _models = models;
        (_atomLines, _lineOfAtom) = PdbTemplate.Lines(topology);
    }

    /// <inheritdoc/>
    public long Length => _output.Length;

    /// <inheritdoc/>
    public void Write(long step, double time, ReadOnlySpan<float> positions, ReadOnlySpan<float> box)
    {
        FrameShape.Check(positions, box, _topology.AtomCount);
        FillPositions(positions);
        if (box.Length > 0)
            WriteBox(box);
        if (_models)
            WriteLine($"MODEL     {_frames + 1,4}");
        _atomLines.CopyTo(_output.Room(_atomLines.Length));
        _output.Advance(_atomLines.Length);
        if (_models)
            WriteLine("ENDMDL");
        _frames++;
    }

    /// <inheritdoc/>
    public void Flush() => _output.Flush();

    /// <summary>Writes the CONECT records and END, and closes the file.</summary>
    public void Dispose()
    {
        for (var atom = 0; atom < _topology.AtomCount; atom++)
            WriteBonds(atom);
        WriteLine("END");
        _output.Dispose();
    }

    private void FillPositions(ReadOnlySpan<float> positions)
    {
        for (var atom = 0; atom < _topology.AtomCount; atom++)
            for (var axis = 0; axis < 3; axis++)
                FillNumber(_atomLines.AsSpan(_lineOfAtom[atom] * LineBytes + 30 + 8 * axis, 8), positions[3 * atom + axis], atom);
    }

    private static void FillNumber(Span<byte> field, float nanometres, int atom)
    {
        Span<byte> digits = stackalloc byte[64];
        if (!(10.0 * nanometres is > -999.9995 and < 9999.9995))
            throw new ArgumentException($"A coordinate of atom {atom} is {nanometres} nm; a PDB file has room for -99.9999 to 999.9999.");
        (10.0 * nanometres).TryFormat(digits, out var count, "F3");
        field.Fill((byte)' ');
        digits[..count].CopyTo(field[^count..]);
    }

    private void WriteBox(ReadOnlySpan<float> box)
    {
        var cell = UnitCell.FromVectors(box);
        WriteLine($"CRYST1{10 * cell.A,9:F3}{10 * cell.B,9:F3}{10 * cell.C,9:F3}{cell.Alpha,7:F2}{cell.Beta,7:F2}{cell.Gamma,7:F2} P 1           1");
    }

    // Waters are left out: their bonds are always inferred, and there are many.
    private void WriteBonds(int atom)
    {
        var neighbors = _topology.Neighbors(atom);
        if (neighbors.Length == 0 || StandardResidues.IsWater(_topology.ResidueOf(atom).Name))
            return;
        var line = new byte[11 + 5 * 4];
        for (var first = 0; first < neighbors.Length; first += 4)
        {
            var some = neighbors[first..Math.Min(first + 4, neighbors.Length)];
            "CONECT"u8.CopyTo(line);
            PdbNumber.FormatSerial(_lineOfAtom[atom] + 1, line.AsSpan(6, 5));
            for (var i = 0; i < some.Length; i++)
                PdbNumber.FormatSerial(_lineOfAtom[some[i]] + 1, line.AsSpan(11 + 5 * i, 5));
            WriteLine(Encoding.ASCII.GetString(line, 0, 11 + 5 * some.Length));
        }
    }

    private void WriteLine(string line)
    {
        var room = _output.Room(line.Length + 1);
        Encoding.Latin1.GetBytes(line, room);
        room[line.Length] = (byte)'\n';
        _output.Advance(line.Length + 1);
    }
}

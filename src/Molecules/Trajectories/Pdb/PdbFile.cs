namespace LatentSim.Molecules;

/// <summary>Whole PDB files: a topology with the positions of its first model.</summary>
public static class PdbFile
{
    /// <summary>Reads the topology of a file: atoms, residues, the bonds of CONECT records, and those that follow from
    /// standard residues and distances (<see cref="Topology.InferBonds"/>).</summary>
    /// <exception cref="InvalidInputException">The file cannot be opened, has no atoms, or a field is wrong.</exception>
    public static Topology ReadTopology(string path) => Read(path).Topology;

    /// <summary>Reads the topology of a file, as <see cref="ReadTopology"/> does, and its first model.</summary>
    /// <exception cref="InvalidInputException">The file cannot be opened, has no atoms, or a field is wrong.</exception>
    public static (Topology Topology, Frame Frame) Read(string path)
    {
        using var lines = TextLines.Open(path);
        return Read(lines);
    }

    /// <summary>Reads a stream as <see cref="Read(string)"/> reads a file; it is left open.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">What it is called in error messages.</param>
    /// <exception cref="InvalidInputException">It has no atoms, or a field is wrong.</exception>
    public static (Topology Topology, Frame Frame) Read(Stream stream, string name) =>
        Read(new TextLines(stream, name, leaveOpen: true));

    /// <summary>Writes one structure, without MODEL records.</summary>
    /// <param name="path">The file, replaced if it exists.</param>
    /// <param name="topology">The atoms; the bonds become CONECT records.</param>
    /// <param name="positions">xyz per atom, nm.</param>
    /// <param name="box">float[9] box vectors as rows, nm; empty when the system is not periodic.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, or a number does not fit its columns.</exception>
    public static void Write(string path, Topology topology, ReadOnlySpan<float> positions, ReadOnlySpan<float> box = default)
    {
        using var writer = new PdbWriter(path, topology, models: false);
        writer.Write(0, 0, positions, box);
        writer.Flush();
    }

    private static (Topology Topology, Frame Frame) Read(TextLines lines)
    {
        var model = new PdbFirstModel(lines);
        var box = new float[9];
        var hasBox = false;
        var complete = false;
        while (lines.TryRead(out var line))
        {
            if (PdbLine.Is(line, "CONECT"u8))
                model.AddBonds(line);
            else if (complete)
                continue;
            else if (PdbLine.IsAtom(line))
                model.AddAtom(line);
            else if (PdbLine.Is(line, "CRYST1"u8))
                hasBox = PdbLine.ReadBox(lines, line, box);
            else
                complete = PdbLine.EndsModel(line) && model.AtomCount > 0;
        }

        if (model.AtomCount == 0)
            throw lines.Error("the file ends without an ATOM or HETATM record");
        var frame = new Frame(model.AtomCount) { HasBox = hasBox };
        model.Positions.CopyTo(frame.Positions, 0);
        box.CopyTo(frame.Box, 0);
        return (model.Topology().InferBonds(frame.Positions), frame);
    }
}

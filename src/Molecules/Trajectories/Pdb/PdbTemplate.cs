using System.Text;

namespace LatentSim.Molecules;

/// <summary>The atom and TER records of a topology, with blanks where the coordinates go.</summary>
internal static class PdbTemplate
{
    private const int LineBytes = 81;

    /// <summary>Lines of 80 columns and a line feed, and for each atom the number of its line, from zero. A line's number is also its serial number, less one.</summary>
    internal static (byte[] Lines, int[] LineOfAtom) Lines(Topology topology)
    {
        var chainEnds = Enumerable.Range(0, topology.Residues.Count).Where(r => EndsChain(topology, r)).ToHashSet();
        var lines = new byte[checked((topology.AtomCount + chainEnds.Count) * LineBytes)];
        var lineOfAtom = new int[topology.AtomCount];
        lines.AsSpan().Fill((byte)' ');
        var number = 0;
        foreach (var residue in topology.Residues)
        {
            foreach (var atom in residue.AtomIndices)
            {
                lineOfAtom[atom] = number;
                FillAtom(Line(lines, number++), number, topology.Atoms[atom], residue);
            }

            if (chainEnds.Contains(residue.Index))
                FillRecord(Line(lines, number++), "TER", number, residue);
        }

        return (lines, lineOfAtom);
    }

    private static bool EndsChain(Topology topology, int residue) =>
        residue + 1 == topology.Residues.Count || topology.Residues[residue + 1].ChainId != topology.Residues[residue].ChainId;

    private static Span<byte> Line(byte[] lines, int number) => lines.AsSpan(number * LineBytes, LineBytes);

    private static void FillAtom(Span<byte> line, int serial, Atom atom, Residue residue)
    {
        FillRecord(line, StandardResidues.IsAminoAcid(residue.Name) || StandardResidues.IsCap(residue.Name) ? "ATOM" : "HETATM", serial, residue);
        // One-letter elements leave the name's first column blank, unless the name needs it.
        var indent = atom.Element.Symbol.Length == 1 && atom.Name.Length < 4 ? 1 : 0;
        Fill(line, 13 + indent, 16, atom.Name);
        Fill(line, 55, 66, "  1.00  0.00");
        Fill(line, 77, 78, atom.Element.Symbol.ToUpperInvariant().PadLeft(2));
    }

    private static void FillRecord(Span<byte> line, string record, int serial, Residue residue)
    {
        Fill(line, 1, 6, record);
        PdbNumber.FormatSerial(serial, line[6..11]);
        Fill(line, 18, 21, residue.Name.PadLeft(3));
        Fill(line, 22, 22, residue.ChainId);
        PdbNumber.FormatResidue(residue.SequenceNumber, line[22..26]);
        line[26] = (byte)residue.InsertionCode;
        line[80] = (byte)'\n';
    }

    private static void Fill(Span<byte> line, int first, int last, string text) =>
        Encoding.Latin1.GetBytes(text.AsSpan(0, Math.Min(text.Length, last - first + 1)), line[(first - 1)..last]);
}

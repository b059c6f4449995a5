using LatentSim.Molecules;

namespace Molecules.Tests;

/// <summary>Small systems that several tests use.</summary>
internal static class Systems
{
    /// <summary>Capped alanine as MD programs name and order it.</summary>
    internal const string AlanineDipeptidePdb = """
        CRYST1   30.000   31.000   32.000  90.00  90.00  90.00 P 1           1
        ATOM      1 HH31 ACE A   1       3.602   8.989   9.782  1.00  0.00           H
        ATOM      2  CH3 ACE A   1       4.488   9.217  10.373  1.00  0.00           C
        ATOM      3 HH32 ACE A   1       5.242   8.430  10.349  1.00  0.00           H
        ATOM      4 HH33 ACE A   1       4.209   9.527  11.380  1.00  0.00           H
        ATOM      5  C   ACE A   1       5.271  10.322   9.601  1.00  0.00           C
        ATOM      6  O   ACE A   1       4.816  11.003   8.708  1.00  0.00           O
        ATOM      7  N   ALA A   2       6.609  10.467   9.754  1.00  0.00           N
        ATOM      8  H   ALA A   2       7.036   9.947  10.508  1.00  0.00           H
        ATOM      9  CA  ALA A   2       7.518  11.455   9.157  1.00  0.00           C
        ATOM     10  HA  ALA A   2       6.932  11.985   8.406  1.00  0.00           H
        ATOM     11  CB  ALA A   2       7.972  12.392  10.285  1.00  0.00           C
        ATOM     12  HB1 ALA A   2       8.943  12.009  10.599  1.00  0.00           H
        ATOM     13  HB2 ALA A   2       8.098  13.324   9.736  1.00  0.00           H
        ATOM     14  HB3 ALA A   2       7.224  12.688  11.021  1.00  0.00           H
        ATOM     15  C   ALA A   2       8.662  10.671   8.446  1.00  0.00           C
        ATOM     16  O   ALA A   2       9.029   9.560   8.790  1.00  0.00           O
        ATOM     17  N   NME A   3       9.240  11.456   7.479  1.00  0.00           N
        ATOM     18  H   NME A   3       8.765  12.302   7.198  1.00  0.00           H
        ATOM     19  CH3 NME A   3      10.372  11.123   6.631  1.00  0.00           C
        ATOM     20 HH31 NME A   3      10.466  10.046   6.493  1.00  0.00           H
        ATOM     21 HH32 NME A   3      10.050  11.490   5.656  1.00  0.00           H
        ATOM     22 HH33 NME A   3      11.201  11.645   7.108  1.00  0.00           H
        END
        """;

    internal static (Topology Topology, Frame Frame) AlanineDipeptide() => ReadPdb(AlanineDipeptidePdb);

    internal static (Topology Topology, Frame Frame) ReadPdb(string text) =>
        PdbFile.Read(Bytes(text), "test.pdb");

    internal static MemoryStream Bytes(string text) => new(System.Text.Encoding.Latin1.GetBytes(text));

    /// <summary>A frame of a chain of atoms that are about a bond's length apart, as molecules are.</summary>
    internal static Frame Chain(int atoms, Random random, float bond = 0.15f, bool box = false)
    {
        var frame = new Frame(atoms) { Step = random.Next(1 << 20), Time = random.Next(1000) / 8.0, HasBox = box };
        var at = new float[3];
        for (var i = 0; i < frame.Positions.Length; i++)
            frame.Positions[i] = at[i % 3] += bond * (2 * random.NextSingle() - 1);
        if (box)
            new[] { 3f, 0, 0, 0.5f, 3.25f, 0, 0.25f, -0.5f, 4 }.CopyTo(frame.Box, 0);
        return frame;
    }

    internal static void Randomize(Span<float> positions, Random random, float range)
    {
        foreach (ref var x in positions)
            x = range * (2 * random.NextSingle() - 1);
    }
}

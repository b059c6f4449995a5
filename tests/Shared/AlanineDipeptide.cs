using LatentSim.Molecules;

namespace TestSupport;

/// <summary>Alanine dipeptide (ACE-ALA-NME, 22 atoms) with all its bonds, and one configuration of it.</summary>
internal static class AlanineDipeptide
{
    private static readonly (string Name, string Residue, float X, float Y, float Z)[] Rows =
    [
        ("HH31", "ACE", 0.3602f, 0.8989f, 0.9782f),
        ("CH3", "ACE", 0.4488f, 0.9217f, 1.0373f),
        ("HH32", "ACE", 0.5242f, 0.8430f, 1.0349f),
        ("HH33", "ACE", 0.4209f, 0.9527f, 1.1380f),
        ("C", "ACE", 0.5271f, 1.0322f, 0.9601f),
        ("O", "ACE", 0.4816f, 1.1003f, 0.8708f),
        ("N", "ALA", 0.6609f, 1.0467f, 0.9754f),
        ("H", "ALA", 0.7036f, 0.9947f, 1.0508f),
        ("CA", "ALA", 0.7518f, 1.1455f, 0.9157f),
        ("HA", "ALA", 0.6932f, 1.1985f, 0.8406f),
        ("CB", "ALA", 0.7972f, 1.2392f, 1.0285f),
        ("HB1", "ALA", 0.8943f, 1.2009f, 1.0599f),
        ("HB2", "ALA", 0.8098f, 1.3324f, 0.9736f),
        ("HB3", "ALA", 0.7224f, 1.2688f, 1.1021f),
        ("C", "ALA", 0.8662f, 1.0671f, 0.8446f),
        ("O", "ALA", 0.9029f, 0.9560f, 0.8790f),
        ("N", "NME", 0.9240f, 1.1456f, 0.7479f),
        ("H", "NME", 0.8765f, 1.2302f, 0.7198f),
        ("CH3", "NME", 1.0372f, 1.1123f, 0.6631f),
        ("HH31", "NME", 1.0466f, 1.0046f, 0.6493f),
        ("HH32", "NME", 1.0050f, 1.1490f, 0.5656f),
        ("HH33", "NME", 1.1201f, 1.1645f, 0.7108f),
    ];

    public const int AtomCount = 22;

    /// <summary>C(ACE) N CA CB C(ALA) N(NME): the coarse sites.</summary>
    public static int[] CoarseSites => [4, 6, 8, 10, 14, 16];

    public static Topology Topology { get; } = Build();

    /// <summary>float[atom, 3], nm; a new copy each time.</summary>
    public static float[] Positions => [.. Rows.SelectMany(row => new[] { row.X, row.Y, row.Z })];

    public static float[] PositionsOf(IEnumerable<int> atoms)
    {
        var positions = Positions;
        return [.. atoms.SelectMany(atom => positions[(3 * atom)..((3 * atom) + 3)])];
    }

    private static Topology Build()
    {
        var builder = new TopologyBuilder();
        var residues = 0;
        for (var i = 0; i < Rows.Length; i++)
        {
            if (i == 0 || Rows[i].Residue != Rows[i - 1].Residue)
                builder.AddResidue(Rows[i].Residue, ++residues, "A");
            builder.AddAtom(Rows[i].Name, Element.FromSymbol(Rows[i].Name[..1]));
        }

        foreach (var (first, second) in Bonds)
            builder.AddBond(first, second);
        return builder.Build();
    }

    private static IEnumerable<(int, int)> Bonds =>
    [
        (0, 1), (1, 2), (1, 3), (1, 4), (4, 5), (4, 6), (6, 7), (6, 8), (8, 9), (8, 10), (8, 14),
        (10, 11), (10, 12), (10, 13), (14, 15), (14, 16), (16, 17), (16, 18), (18, 19), (18, 20), (18, 21),
    ];
}

namespace LatentSim.Molecules.Geometry;

/// <summary>The torsions of a peptide's backbone, found by atom names; the methyl carbons of the caps ACE and NME stand for the alpha
/// carbons that they lack.</summary>
/// <remarks>Residues are joined where one follows the other in the same chain and C and N are bonded; in a topology without any bonds, the
/// sequence is trusted.</remarks>
public static class BackboneTorsions
{
    /// <summary>C(i-1) N CA C of each residue i that has all four.</summary>
    public static IReadOnlyList<NamedTorsion> Phi(Topology topology) => Across(topology, residueOffset: 1, "phi", (previous, residue) =>
        [Carbonyl(topology, previous), Amide(topology, residue), Alpha(topology, residue), Carbonyl(topology, residue)]);

    /// <summary>N CA C N(i+1) of each residue i that has all four.</summary>
    public static IReadOnlyList<NamedTorsion> Psi(Topology topology) => Across(topology, residueOffset: 0, "psi", (residue, next) =>
        [Amide(topology, residue), Alpha(topology, residue), Carbonyl(topology, residue), Amide(topology, next)]);

    /// <summary>CA C N(i+1) CA(i+1) of each residue i that has all four, caps included.</summary>
    public static IReadOnlyList<NamedTorsion> Omega(Topology topology) => Across(topology, residueOffset: 0, "omega", (residue, next) =>
        [AlphaOrCap(topology, residue), Carbonyl(topology, residue), Amide(topology, next), AlphaOrCap(topology, next)]);

    /// <summary>All of them: phi, psi and omega, residue by residue.</summary>
    public static IReadOnlyList<NamedTorsion> All(Topology topology) =>
        [.. Phi(topology).Concat(Psi(topology)).Concat(Omega(topology)).OrderBy(torsion => torsion.Residue)];

    private static List<NamedTorsion> Across(Topology topology, int residueOffset, string name, Func<Residue, Residue, int[]> atomsOf)
    {
        var torsions = new List<NamedTorsion>();
        for (var i = 0; i + 1 < topology.Residues.Count; i++)
        {
            var first = topology.Residues[i];
            var second = topology.Residues[i + 1];
            if (!AreJoined(topology, first, second))
                continue;
            var atoms = atomsOf(first, second);
            if (!atoms.Contains(-1))
                torsions.Add(new NamedTorsion(name, i + residueOffset, new TorsionAtoms(atoms[0], atoms[1], atoms[2], atoms[3])));
        }

        return torsions;
    }

    private static bool AreJoined(Topology topology, Residue first, Residue second)
    {
        var carbonyl = Carbonyl(topology, first);
        var amide = Amide(topology, second);
        if (carbonyl < 0 || amide < 0 || first.ChainId != second.ChainId)
            return false;
        return topology.Bonds.Count == 0 || topology.Neighbors(carbonyl).Contains(amide);
    }

    private static int Amide(Topology topology, Residue residue) => AtomNames.Find(topology, residue, "N");

    private static int Alpha(Topology topology, Residue residue) => AtomNames.Find(topology, residue, "CA");

    private static int Carbonyl(Topology topology, Residue residue) => IsAminoCap(residue) ? -1 : AtomNames.Find(topology, residue, "C");

    private static int AlphaOrCap(Topology topology, Residue residue) =>
        AtomNames.Find(topology, residue, IsAminoCap(residue) ? "CH3|CA|C" : "CA|CH3");

    // Its one carbon is the methyl carbon, which some files name C.
    private static bool IsAminoCap(Residue residue) => residue.Name is "NME" or "NMA";
}

using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Analysis;

/// <summary>What is measured of a molecule's ensemble: torsion pairs, bonds, non-bonded pairs of heavy atoms, chiral centres.</summary>
public sealed class EnsembleDefinition
{
    private readonly (int A, int B)[] _bonds;
    private readonly (int A, int B)[] _nonBonded;

    private EnsembleDefinition(Topology topology, IReadOnlyList<TorsionPair> torsionPairs, IReadOnlyList<ChiralCenter> centers)
    {
        Topology = topology;
        TorsionPairs = torsionPairs;
        ChiralCenters = centers;
        _bonds = [.. topology.Bonds];
        _nonBonded = [.. NonBondedPairs(topology)];
        AdjacentAlphaCarbons = [.. AdjacentPairs(topology)];
    }

    /// <summary>The molecule.</summary>
    public Topology Topology { get; }

    /// <summary>The torsion pairs.</summary>
    public IReadOnlyList<TorsionPair> TorsionPairs { get; }

    /// <summary>The chiral centres.</summary>
    public IReadOnlyList<ChiralCenter> ChiralCenters { get; }

    /// <summary>The topology's bonds.</summary>
    public IReadOnlyList<(int A, int B)> Bonds => _bonds;

    /// <summary>All pairs of heavy atoms that three bonds or more separate (1-4 and beyond).</summary>
    public IReadOnlyList<(int A, int B)> NonBonded => _nonBonded;

    /// <summary>Alpha carbons of consecutive residues of one chain.</summary>
    public IReadOnlyList<(int A, int B)> AdjacentAlphaCarbons { get; }

    /// <summary>
    /// The usual definition: (phi, psi) of every residue that has both (or the pairs given), and every alpha carbon with N, C and CB
    /// (or the centres given).
    /// </summary>
    /// <exception cref="InvalidInputException">The topology has several atoms and no bonds, or a given atom does not exist.</exception>
    public static EnsembleDefinition Of(Topology topology, IReadOnlyList<TorsionPair>? torsionPairs = null, IReadOnlyList<ChiralCenter>? chiralCenters = null)
    {
        if (topology.AtomCount > 1 && topology.Bonds.Count == 0)
            throw new InvalidInputException("topology", "bonds", "there are none; expected CONECT records, or bonds inferred from residues and distances");
        foreach (var pair in torsionPairs ?? [])
        {
            CheckTorsion(topology, pair.Name, pair.First);
            CheckTorsion(topology, pair.Name, pair.Second);
        }

        foreach (var center in chiralCenters ?? [])
            CheckAtoms(topology, "chiral centre", [center.Center, center.A, center.B, center.C]);
        return new EnsembleDefinition(topology, torsionPairs ?? BackbonePairs(topology), chiralCenters ?? Chirality.AlphaCarbons(topology));
    }

    /// <summary>(phi, psi) of each residue that has both, caps counted as neighbours.</summary>
    public static IReadOnlyList<TorsionPair> BackbonePairs(Topology topology)
    {
        var psi = BackboneTorsions.Psi(topology).ToDictionary(torsion => torsion.Residue, torsion => torsion.Atoms);
        return [.. BackboneTorsions.Phi(topology)
            .Where(phi => psi.ContainsKey(phi.Residue))
            .Select(phi => new TorsionPair(topology.Residues[phi.Residue].ToString(), phi.Atoms, psi[phi.Residue]))];
    }

    /// <summary>How reports name an atom: "ALA2:CA".</summary>
    public string Label(int atom) => $"{Topology.ResidueOf(atom)}:{Topology.Atoms[atom].Name}";

    /// <summary>How reports name a pair of atoms: "ALA2:N-ALA2:CA".</summary>
    public string Label((int A, int B) pair) => $"{Label(pair.A)}-{Label(pair.B)}";

    /// <summary>Whether one end of a bond is a hydrogen.</summary>
    public bool IsToHydrogen((int A, int B) bond) => Topology.Atoms[bond.A].Element.IsHydrogen || Topology.Atoms[bond.B].Element.IsHydrogen;

    private static IEnumerable<(int, int)> AdjacentPairs(Topology topology)
    {
        var atoms = topology.Atoms.Where(atom => atom.Name == "CA" && atom.Element == Element.Carbon).Select(atom => atom.Index).ToArray();
        foreach (var (a, b) in atoms.Zip(atoms.Skip(1)))
        {
            var (first, second) = (topology.ResidueOf(a), topology.ResidueOf(b));
            if (second.Index == first.Index + 1 && second.ChainId == first.ChainId) yield return (a, b);
        }
    }

    private static IEnumerable<(int, int)> NonBondedPairs(Topology topology)
    {
        var near = new bool[topology.AtomCount];
        for (var a = 0; a < topology.AtomCount; a++)
        {
            if (topology.Atoms[a].Element.IsHydrogen) continue;
            Array.Clear(near);
            foreach (var neighbor in topology.Neighbors(a).ToArray())
            {
                near[neighbor] = true;
                foreach (var second in topology.Neighbors(neighbor)) near[second] = true;
            }

            for (var b = a + 1; b < topology.AtomCount; b++)
            {
                if (!near[b] && !topology.Atoms[b].Element.IsHydrogen) yield return (a, b);
            }
        }
    }

    private static void CheckTorsion(Topology topology, string name, TorsionAtoms torsion) =>
        CheckAtoms(topology, $"torsion pair {name}", [torsion.A, torsion.B, torsion.C, torsion.D]);

    private static void CheckAtoms(Topology topology, string what, int[] atoms)
    {
        foreach (var atom in atoms)
        {
            if ((uint)atom >= (uint)topology.AtomCount)
                throw new InvalidInputException(what, $"atom {atom}", $"expected 0 to {topology.AtomCount - 1}");
        }

        if (atoms.Distinct().Count() != atoms.Length) throw new InvalidInputException(what, "", "names an atom twice");
    }
}

using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Analysis;

/// <summary>
/// The torsions by which a backmapper places the atoms that are no coarse sites: methyl groups, hydrogens at nitrogen, oxygens, side chains. Each atom has the
/// torsion to the three atoms that lead from it towards the sites; one beside two sites, such as the hydrogen of an alpha carbon, has the improper torsion to
/// these, since the proper one turns with the sites. Of atoms on one atom (the three hydrogens of a methyl group) that are of one element, the first stands
/// for all.
/// </summary>
public static class FreeTorsions
{
    /// <summary>The torsions of a molecule.</summary>
    /// <param name="topology">Its atoms and bonds.</param>
    /// <param name="sites">The coarse sites' atoms.</param>
    public static IReadOnlyList<FreeTorsion> Of(Topology topology, IReadOnlyCollection<int> sites)
    {
        var search = new Search(topology, BondsFromSites(topology, sites));
        var seen = new HashSet<(int, int, string)>();
        var torsions = new List<FreeTorsion>();
        for (var atom = 0; atom < topology.AtomCount; atom++)
        {
            if (sites.Contains(atom) || search.Torsion(atom) is not { } found || !seen.Add((found.C, found.B, topology.Atoms[atom].Element.Symbol))) continue;
            torsions.Add(new FreeTorsion($"{Label(found.D)}{FreeTorsion.About}{Label(found.C)}-{Label(found.B)}", found));
        }

        return torsions;

        string Label(int atom) => $"{topology.ResidueOf(atom)}:{topology.Atoms[atom].Name}";
    }

    // Bonds between each atom and the nearest site.
    private static int[] BondsFromSites(Topology topology, IReadOnlyCollection<int> sites)
    {
        var bonds = new int[topology.AtomCount];
        Array.Fill(bonds, int.MaxValue);
        var pending = new Queue<int>(sites);
        foreach (var site in sites) bonds[site] = 0;
        while (pending.TryDequeue(out var atom))
        {
            foreach (var neighbor in topology.Neighbors(atom))
            {
                if (bonds[neighbor] != int.MaxValue) continue;
                bonds[neighbor] = bonds[atom] + 1;
                pending.Enqueue(neighbor);
            }
        }

        return bonds;
    }

    private sealed class Search(Topology topology, int[] bonds)
    {
        internal TorsionAtoms? Torsion(int atom)
        {
            if (Towards(atom) is not { } parent || Towards(parent, atom) is not { } next) return null;
            int[] sites = [.. topology.Neighbors(parent).ToArray().Where(neighbor => bonds[neighbor] == 0).Order()];
            if (sites.Length >= 2) return new TorsionAtoms(sites[1], sites[0], parent, atom);
            return Towards(next, parent) is { } last && last != atom ? new TorsionAtoms(last, next, parent, atom) : null;
        }

        // The neighbour nearest to the sites; heavy atoms before hydrogens, then in the topology's order.
        private int? Towards(int atom, int except = -1)
        {
            var neighbors = topology.Neighbors(atom).ToArray().Where(neighbor => neighbor != except).ToArray();
            return neighbors.Length == 0 ? null : neighbors.OrderBy(n => bonds[n]).ThenBy(n => topology.Atoms[n].Element.IsHydrogen).ThenBy(n => n).First();
        }
    }
}

using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Analysis;

/// <summary>The angles between bonds that share an atom.</summary>
public static class BondedAngles
{
    /// <summary>Every A-B-C with bonds A-B and B-C, A before C, by the middle atom: an atom with n neighbours has n (n - 1) / 2.</summary>
    public static IReadOnlyList<AtomTriple> Of(Topology topology) => [.. Enumerable.Range(0, topology.AtomCount).SelectMany(middle => At(middle, [.. topology.Neighbors(middle).ToArray().Order()]))];

    private static IEnumerable<AtomTriple> At(int middle, int[] neighbors) =>
        from a in Enumerable.Range(0, neighbors.Length)
        from c in Enumerable.Range(a + 1, neighbors.Length - a - 1)
        select new AtomTriple(neighbors[a], middle, neighbors[c]);
}

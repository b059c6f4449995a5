namespace LatentSim.Molecules.Geometry;

/// <summary>
/// The rows of a Z-matrix that places a chain from coarse to fine: its ends, then again and again the atom in the middle between two neighbours that are
/// placed. That atom's place is the distance to the nearer one, the angle to the other and a torsion about the axis through both. Near the end of the
/// halving, where the other is a step away or two, its distance is taken instead of the angle: so distances of neighbours stay coordinates, and exact.
/// </summary>
internal sealed class ZMatrixMidpoints
{
    // Steps along the chain up to which the second reference's distance is the coordinate rather than its angle.
    private const int FarthestByDistance = 1;

    private readonly IReadOnlyList<int> _chain;
    private readonly List<int> _placed = [];
    private readonly List<ZMatrixRow> _rows = [];

    /// <summary>Prepares the rows of a chain of atoms, in their order along it.</summary>
    internal ZMatrixMidpoints(IReadOnlyList<int> chain) => _chain = chain;

    /// <summary>The atoms of the longest of the shortest paths over bonds between two heavy atoms, from the end that comes first.</summary>
    internal static IReadOnlyList<int> LongestChain(Topology topology)
    {
        if (topology.AtomCount == 0)
            return [];
        var bonds = new ConnectedBonds(topology);
        var (start, _) = Farthest(topology, bonds, 0);
        var (end, cameFrom) = Farthest(topology, bonds, start);
        List<int> chain = [end];
        while (chain[^1] != start)
            chain.Add(cameFrom[chain[^1]]);
        if (chain[0] > chain[^1])
            chain.Reverse();
        return chain;
    }

    internal IReadOnlyList<ZMatrixRow> Build()
    {
        if (_chain.Count == 0)
            return [];
        PlaceEnds();
        List<(int First, int Last)> gaps = [(0, _chain.Count - 1)];
        while (gaps.Count > 0)
            gaps = [.. gaps.Where(gap => gap.Last - gap.First > 1).SelectMany(PlaceMiddle)];
        return _rows;
    }

    private void PlaceEnds()
    {
        Place(0, new ZMatrixRow(_chain[0], -1, -1, -1));
        if (_chain.Count > 1)
            Place(_chain.Count - 1, new ZMatrixRow(_chain[^1], _chain[0], -1, -1));
    }

    private IEnumerable<(int First, int Last)> PlaceMiddle((int First, int Last) gap)
    {
        var middle = (gap.First + gap.Last) / 2;
        var others = _placed.Where(place => place != gap.First && place != gap.Last).ToList();

        // The torsion from the placed one next along the chain, on the side of the nearer end if both are as far.
        var torsion = others.Count == 0
            ? -1
            : _chain[others.MinBy(place => (Math.Min(Math.Abs(place - gap.First), Math.Abs(place - gap.Last)), Math.Abs(place - gap.First)))];
        var byDistance = gap.Last - middle <= FarthestByDistance;
        Place(middle, new ZMatrixRow(_chain[middle], _chain[gap.First], _chain[gap.Last], torsion, byDistance));
        return [(gap.First, middle), (middle, gap.Last)];
    }

    private void Place(int place, ZMatrixRow row)
    {
        _placed.Add(place);
        _rows.Add(row);
    }

    private static (int Atom, int[] CameFrom) Farthest(Topology topology, ConnectedBonds bonds, int start)
    {
        var cameFrom = new int[topology.AtomCount];
        Array.Fill(cameFrom, -1);
        cameFrom[start] = start;
        List<int> reached = [start];
        for (var i = 0; i < reached.Count; i++)
            foreach (var atom in bonds.Neighbors(reached[i]))
                if (cameFrom[atom] < 0)
                {
                    cameFrom[atom] = reached[i];
                    reached.Add(atom);
                }

        var last = reached.FindLast(atom => !topology.Atoms[atom].Element.IsHydrogen);
        return (last, cameFrom);
    }
}

namespace LatentSim.Molecules.CoarseGraining;

/// <summary>
/// Coarse sites joined by the fewest bonds: the spanning tree whose sites are nearest each other along the molecule's own bonds, so that bonded sites stay bonded,
/// and the C-alpha atoms of a chain, three bonds apart, are joined in sequence. A bond that would close a ring is left out. Immutable.
/// </summary>
public sealed class SiteTree
{
    /// <summary>The most sites: all pairs of them are looked at.</summary>
    public const int MostSites = 1000;

    private readonly int[][] _neighbors;
    private readonly int[][] _separations;

    private SiteTree(int sites, IReadOnlyList<(int First, int Second)> bonds)
    {
        Bonds = bonds;
        _neighbors = Neighbors(sites, bonds);
        _separations = [.. Enumerable.Range(0, sites).Select(site => Walk(site, sites, at => _neighbors[at]))];
    }

    /// <summary>The number of sites.</summary>
    public int SiteCount => _neighbors.Length;

    /// <summary>The bonds of the tree, the lower site first.</summary>
    public IReadOnlyList<(int First, int Second)> Bonds { get; }

    /// <summary>Joins some atoms of a molecule.</summary>
    /// <param name="atoms">The molecule, with its bonds.</param>
    /// <param name="sites">The atoms at which the sites lie, ascending.</param>
    /// <exception cref="ArgumentException">There are too few or too many sites, or no path of bonds joins them.</exception>
    public static SiteTree Of(Topology atoms, ReadOnlySpan<int> sites)
    {
        if (sites.Length is < 2 or > MostSites)
            throw new ArgumentException($"There are {sites.Length} sites; 2 to {MostSites} are expected.", nameof(sites));
        int[] at = sites.ToArray();
        var edges = new List<(int Length, int First, int Second)>();
        for (int first = 0; first < at.Length; first++)
        {
            int[] lengths = Walk(at[first], atoms.AtomCount, atom => atoms.Neighbors(atom).ToArray());
            for (int second = first + 1; second < at.Length; second++)
                edges.Add((lengths[at[second]], first, second));
        }

        return new SiteTree(at.Length, Shortest(edges, at.Length));
    }

    /// <summary>Sites bonded to a site, ascending.</summary>
    public IReadOnlyList<int> NeighborsOf(int site) => _neighbors[site];

    /// <summary>The number of bonds between two sites.</summary>
    public int Separation(int first, int second) => _separations[first][second];

    // Kruskal 1956: the shortest edge that joins two pieces, until there is one piece.
    private static List<(int First, int Second)> Shortest(List<(int Length, int First, int Second)> edges, int sites)
    {
        int[] piece = [.. Enumerable.Range(0, sites)];
        var bonds = new List<(int First, int Second)>();
        foreach ((int length, int first, int second) in edges.Order())
        {
            if (length == int.MaxValue || piece[first] == piece[second])
                continue;
            (int kept, int dropped) = (piece[first], piece[second]);
            for (int site = 0; site < sites; site++)
                piece[site] = piece[site] == dropped ? kept : piece[site];
            bonds.Add((first, second));
        }

        return bonds.Count == sites - 1
            ? [.. bonds.Order()]
            : throw new ArgumentException($"The sites are of {sites - bonds.Count} molecules; those of one are expected.");
    }

    private static int[][] Neighbors(int sites, IReadOnlyList<(int First, int Second)> bonds) =>
        [.. Enumerable.Range(0, sites).Select(site => bonds
            .Where(bond => bond.First == site || bond.Second == site)
            .Select(bond => bond.First == site ? bond.Second : bond.First).Order().ToArray())];

    // Bonds from a start to everything, int.MaxValue to what none leads to.
    private static int[] Walk(int start, int count, Func<int, int[]> neighborsOf)
    {
        int[] lengths = new int[count];
        Array.Fill(lengths, int.MaxValue);
        lengths[start] = 0;
        var queue = new Queue<int>([start]);
        while (queue.TryDequeue(out int at))
        {
            foreach (int next in neighborsOf(at))
            {
                if (lengths[next] != int.MaxValue)
                    continue;
                lengths[next] = lengths[at] + 1;
                queue.Enqueue(next);
            }
        }

        return lengths;
    }
}

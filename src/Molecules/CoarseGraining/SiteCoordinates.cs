using LatentSim.Molecules.Geometry;

namespace LatentSim.Molecules.CoarseGraining;

/// <summary>
/// Internal coordinates of a tree of sites, 3 N - 6 and none redundant: each site has a bond to its parent, an angle at it, and about the bond behind that a
/// torsion if it is the parent's first child, or else an improper torsion against the first child. The volume element is then the product of all
/// r^2 sin(theta), whatever the torsions (Go and Scheraga, Macromolecules 9, 535 (1976)).
/// </summary>
public sealed class SiteCoordinates
{
    private readonly SiteTree _tree;
    private readonly int[] _parents;
    private readonly int[] _depths;
    private readonly int[] _torsionAbout;
    private readonly List<AtomPair> _bonds = [];
    private readonly List<AtomTriple> _angles = [];
    private readonly List<TorsionAtoms> _impropers = [];
    private readonly List<SiteTorsion> _torsions = [];

    /// <summary>Chooses the coordinates. The longest chain is placed first: it gets the torsions, and what branches off it the impropers.</summary>
    public SiteCoordinates(SiteTree tree)
    {
        _tree = tree;
        _parents = new int[tree.SiteCount];
        _depths = new int[tree.SiteCount];
        _torsionAbout = new int[tree.SiteCount];
        Array.Fill(_torsionAbout, -1);
        int root = RootOf(tree);
        _parents[root] = -1;
        int[] order = Order(root);
        foreach (int site in order.Reverse())
            _depths[site] = 1 + Children(site).Select(child => _depths[child]).DefaultIfEmpty(-1).Max();
        foreach (int site in order)
            AddChildren(site);
    }

    /// <summary>The number of sites.</summary>
    public int SiteCount => _tree.SiteCount;

    /// <summary>The tree.</summary>
    public SiteTree Tree => _tree;

    /// <summary>The bonds.</summary>
    public IReadOnlyList<AtomPair> Bonds => _bonds;

    /// <summary>The angles.</summary>
    public IReadOnlyList<AtomTriple> Angles => _angles;

    /// <summary>Impropers: how far a child of a site is turned from its first child.</summary>
    public IReadOnlyList<TorsionAtoms> Impropers => _impropers;

    /// <summary>The torsions, each behind the one before it.</summary>
    public IReadOnlyList<SiteTorsion> Torsions => _torsions;

    private void AddChildren(int site)
    {
        int parent = _parents[site];
        int[] children = [.. Children(site).OrderByDescending(child => _depths[child]).ThenBy(child => child)];
        foreach (int child in children)
        {
            _bonds.Add(new AtomPair(child, site));
            if (parent < 0)
                continue;
            _angles.Add(new AtomTriple(child, site, parent));
            if (child != children[0])
                _impropers.Add(new TorsionAtoms(child, site, parent, children[0]));
            else if (_parents[parent] >= 0)
                AddTorsion(child, site, parent, _parents[parent]);
        }
    }

    private void AddTorsion(int child, int site, int parent, int before)
    {
        _torsionAbout[site] = _torsions.Count;
        _torsions.Add(new SiteTorsion(new TorsionAtoms(before, parent, site, child), _torsionAbout[parent]));
    }

    private IEnumerable<int> Children(int site) => _tree.NeighborsOf(site).Where(neighbor => neighbor != _parents[site]);

    private int[] Order(int root)
    {
        var order = new List<int> { root };
        for (int i = 0; i < order.Count; i++)
        {
            foreach (int child in Children(order[i]))
            {
                _parents[child] = order[i];
                order.Add(child);
            }
        }

        return [.. order];
    }

    // An end of the longest chain: it has one neighbour, so that no improper has to start at it.
    private static int RootOf(SiteTree tree)
    {
        int end = Farthest(tree, 0);
        return Math.Min(end, Farthest(tree, end));
    }

    private static int Farthest(SiteTree tree, int from) => Enumerable.Range(0, tree.SiteCount).MaxBy(site => tree.Separation(from, site));
}

namespace LatentSim.Molecules.Geometry;

/// <summary>Chooses the rows of a Z-matrix: a breadth-first search over bonds from what is placed, heavy atoms before hydrogens.</summary>
internal sealed class ZMatrixBuilder
{
    private readonly Topology _topology;
    private readonly ConnectedBonds _bonds;
    private readonly List<int> _sequence = [];
    private readonly int[] _rank;
    private readonly List<ZMatrixRow> _rows = [];

    internal ZMatrixBuilder(Topology topology, ReadOnlySpan<int> placed)
    {
        _topology = topology;
        _bonds = new ConnectedBonds(topology);
        _rank = new int[topology.AtomCount];
        Array.Fill(_rank, -1);
        foreach (var atom in placed)
            MarkPlaced(atom);
    }

    internal IReadOnlyList<ZMatrixRow> Build()
    {
        if (_sequence.Count == 0 && _topology.AtomCount > 0)
            Place(new ZMatrixRow(Root(), -1, -1, -1));
        var heavyCursor = 0;
        var hydrogenCursor = 0;
        while (_sequence.Count < _topology.AtomCount)
        {
            if (heavyCursor < _sequence.Count)
                PlaceNeighbors(_sequence[heavyCursor++], hydrogens: false);
            else
                PlaceNeighbors(_sequence[hydrogenCursor++], hydrogens: true);
        }

        return _rows;
    }

    private int Root()
    {
        foreach (var atom in _topology.Atoms)
            if (!atom.Element.IsHydrogen)
                return atom.Index;
        return 0;
    }

    private void PlaceNeighbors(int bond, bool hydrogens)
    {
        foreach (var atom in _bonds.Neighbors(bond))
            if (!IsPlaced(atom) && IsHydrogen(atom) == hydrogens)
                Place(RowFor(atom, bond));
    }

    private ZMatrixRow RowFor(int atom, int bond)
    {
        var angle = PlacedNeighbor(bond, except: -1);
        if (angle < 0)
            angle = NearestPlaced(bond, bond, bond);
        if (angle < 0)
            return new ZMatrixRow(atom, bond, -1, -1);
        var torsion = PlacedNeighbor(bond, except: angle);
        if (torsion < 0)
            torsion = PlacedNeighbor(angle, except: bond);
        if (torsion < 0)
            torsion = NearestPlaced(bond, bond, angle);
        return new ZMatrixRow(atom, bond, angle, torsion);
    }

    private int PlacedNeighbor(int atom, int except)
    {
        var best = -1;
        foreach (var neighbor in _bonds.Neighbors(atom))
            if (neighbor != except && IsPlaced(neighbor) && (best < 0 || Preference(neighbor) < Preference(best)))
                best = neighbor;
        return best;
    }

    private int NearestPlaced(int start, int except, int alsoExcept) =>
        _bonds.Nearest(start, atom => IsPlaced(atom) && atom != except && atom != alsoExcept, Preference);

    // Heavy atoms before hydrogens, then those placed earlier: they are nearer the root, and move less.
    private int Preference(int atom) => _rank[atom] + (IsHydrogen(atom) ? _topology.AtomCount : 0);

    private void Place(ZMatrixRow row)
    {
        _rows.Add(row);
        MarkPlaced(row.Atom);
    }

    private void MarkPlaced(int atom)
    {
        _rank[atom] = _sequence.Count;
        _sequence.Add(atom);
    }

    private bool IsPlaced(int atom) => _rank[atom] >= 0;

    private bool IsHydrogen(int atom) => _topology.Atoms[atom].Element.IsHydrogen;
}

namespace LatentSim.Molecules.Geometry;

/// <summary>
/// Chooses the rows of a Z-matrix by data: of the atoms that could come next, the one whose place is known best, and for it the references from which its
/// distance, angle and torsion spread least. First the heavy atoms between placed ones, then the other heavy atoms, then hydrogens.
/// </summary>
/// <remarks>
/// Every bond to a placed atom is a coordinate: the first by itself, a second (of an atom between two sites, or the last of a ring) as the second distance.
/// An atom that joins two or more placed neighbours of its bond's atom is given relative to two of these, so that its torsion is narrow and handedness is
/// a coordinate's range.
/// </remarks>
internal sealed class NarrowZMatrix
{
    private const int SampledFrames = 250;

    // References further than this along bonds from the atoms of a row are not tried, unless there are too few.
    private const int Reach = 3;

    // A reference must narrow the volume by this much for each bond that it is further away: what is bonded fixes stiff coordinates directly.
    private const double BondCost = 0.1;

    private readonly Topology _topology;
    private readonly ConnectedBonds _bonds;
    private readonly CoordinateSpread _spread;
    private readonly bool[] _isPlaced;
    private readonly List<ZMatrixRow> _rows = [];
    private readonly Dictionary<int, (ZMatrixRow Row, double Cost)> _known = [];

    internal NarrowZMatrix(Topology topology, ReadOnlySpan<int> placed, ReadOnlySpan<float> positions)
    {
        _topology = topology;
        _bonds = new ConnectedBonds(topology);
        _spread = new CoordinateSpread(positions, topology.AtomCount, SampledFrames);
        _isPlaced = new bool[topology.AtomCount];
        foreach (var atom in placed)
            _isPlaced[atom] = true;
    }

    internal IReadOnlyList<ZMatrixRow> Build()
    {
        PlaceAll(AtomsBetween.Placed(_bonds, atom => _isPlaced[atom], IsHeavy));
        PlaceAll([.. _topology.Atoms.Select(atom => atom.Index).Where(IsHeavy)]);
        PlaceAll([.. _topology.Atoms.Select(atom => atom.Index)]);
        return _rows;
    }

    private void PlaceAll(HashSet<int> atoms)
    {
        atoms.RemoveWhere(atom => _isPlaced[atom]);
        while (Next(atoms) is { } best)
        {
            _rows.Add(best);
            _isPlaced[best.Atom] = true;
            atoms.Remove(best.Atom);
            Reconsider(best.Atom);
        }
    }

    private ZMatrixRow? Next(HashSet<int> atoms)
    {
        ZMatrixRow? best = null;
        var least = double.NaN;
        foreach (var atom in atoms.Order())
        {
            if (!_bonds.Neighbors(atom).Any(neighbor => _isPlaced[neighbor]))
                continue;
            if (!_known.TryGetValue(atom, out var candidate))
                _known[atom] = candidate = Narrowest(Candidates(atom), default);
            if (least <= candidate.Cost)
                continue;
            (best, least) = candidate;
        }

        return best;
    }

    // A newly placed atom adds references to choose among; only near it does it also forbid some.
    private void Reconsider(int placed)
    {
        var near = _bonds.Within(placed, 2);
        foreach (var atom in _known.Keys.ToList())
        {
            if (near.Contains(atom))
                _known.Remove(atom);
            else
                _known[atom] = Narrowest(Candidates(atom).Where(row => row.Angle == placed || row.Torsion == placed), _known[atom]);
        }
    }

    private (ZMatrixRow Row, double Cost) Narrowest(IEnumerable<ZMatrixRow> candidates, (ZMatrixRow Row, double Cost) best)
    {
        foreach (var row in candidates)
        {
            var cost = _spread.LogVolume(row) + (BondCost * (Steps(row.Bond, row.Angle) + Steps(row.Angle, row.Torsion)));
            if (best.Row == default || cost < best.Cost)
                best = (row, cost);
        }

        return best;
    }

    private IEnumerable<ZMatrixRow> Candidates(int atom)
    {
        List<int> bonded = [.. _bonds.Neighbors(atom).Where(neighbor => _isPlaced[neighbor])];
        foreach (var bond in bonded)
            foreach (var (second, byDistance) in Seconds(atom, bond, bonded))
                foreach (var third in Thirds(atom, bond, second, byDistance))
                    yield return new ZMatrixRow(atom, bond, second, third, byDistance);
    }

    private IEnumerable<(int Atom, bool ByDistance)> Seconds(int atom, int bond, List<int> bonded)
    {
        if (bonded.Count > 1)
            return bonded.Where(other => other != bond).Select(other => (other, true));
        var siblings = Siblings(atom, bond);
        return (siblings.Count > 1 ? siblings : Near(bond, bond, bond)).Select(other => (other, false));
    }

    private IEnumerable<int> Thirds(int atom, int bond, int second, bool byDistance)
    {
        var siblings = Siblings(atom, bond);
        if (!byDistance && siblings.Count > 1)
            return siblings.Where(other => other != second);
        return Near(bond, bond, second).Union(Near(second, bond, second));
    }

    private List<int> Siblings(int atom, int bond) => [.. _bonds.Neighbors(bond).Where(other => other != atom && _isPlaced[other])];

    private IEnumerable<int> Near(int atom, int except, int alsoExcept)
    {
        for (var reach = Reach; ; reach++)
        {
            List<int> near = [.. _bonds.Within(atom, reach).Where(other => _isPlaced[other] && other != except && other != alsoExcept)];
            if (near.Count > 1 || reach > _topology.AtomCount)
                return near;
        }
    }

    private int Steps(int from, int to)
    {
        var steps = 1;
        while (steps <= Reach && !_bonds.Within(from, steps).Contains(to))
            steps++;
        return steps;
    }

    private bool IsHeavy(int atom) => !_topology.Atoms[atom].Element.IsHydrogen;
}

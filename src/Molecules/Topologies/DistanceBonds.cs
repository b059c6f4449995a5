namespace LatentSim.Molecules;

/// <summary>Bonds by distance: two atoms are bonded when they are closer than their covalent radii and a tolerance.</summary>
internal static class DistanceBonds
{
    private const float Tolerance = 0.045f;
    private const float Closest = 0.04f;

    /// <summary>Adds the bonds of atoms that have none yet. A hydrogen gets its nearest heavy atom only.</summary>
    internal static void AddForUnbonded(Topology topology, ReadOnlySpan<float> positions, HashSet<(int, int)> bonds)
    {
        var bonded = new bool[topology.AtomCount];
        foreach (var (first, second) in bonds)
            bonded[first] = bonded[second] = true;
        var loose = topology.Atoms.Where(atom => !bonded[atom.Index] && CanBond(topology, atom)).ToList();
        if (loose.Count == 0)
            return;
        var grid = new Grid(topology, positions);
        foreach (var atom in loose)
            AddBonds(topology, atom, grid.Near(atom.Index, positions), positions, bonds);
    }

    // An atom that is alone in its residue and is no organic element is an ion or a noble gas.
    private static bool CanBond(Topology topology, Atom atom)
    {
        if (atom.Element.CovalentRadius == 0)
            return false;
        return topology.Residues[atom.ResidueIndex].AtomCount > 1 || atom.Element.Symbol is "H" or "C" or "N" or "O" or "S" or "P";
    }

    private static void AddBonds(Topology topology, Atom atom, IEnumerable<int> near, ReadOnlySpan<float> positions, HashSet<(int, int)> bonds)
    {
        var nearest = -1;
        var nearestDistance = float.MaxValue;
        foreach (var other in near)
        {
            var partner = topology.Atoms[other];
            if (other == atom.Index || !CanBond(topology, partner) || (atom.Element.IsHydrogen && partner.Element.IsHydrogen))
                continue;
            var distance = BondInference.Distance(positions, atom.Index, other);
            if (distance < Closest || distance > atom.Element.CovalentRadius + partner.Element.CovalentRadius + Tolerance)
                continue;
            if (atom.Element.IsHydrogen && distance >= nearestDistance)
                continue;
            (nearest, nearestDistance) = (other, distance);
            if (!atom.Element.IsHydrogen && !partner.Element.IsHydrogen)
                bonds.Add((Math.Min(atom.Index, other), Math.Max(atom.Index, other)));
        }

        if (atom.Element.IsHydrogen && nearest >= 0)
            bonds.Add((Math.Min(atom.Index, nearest), Math.Max(atom.Index, nearest)));
    }

    /// <summary>Atoms by cubic cells as wide as the longest bond, so that a large system costs no more per atom than a small one.</summary>
    private sealed class Grid
    {
        // Matter has some twenty atoms in a cell's volume; where there are many more, the positions mean nothing (all zero, say).
        private const int MostNeighbors = 2000;
        private const float FarthestCell = 1e9f;
        private readonly Dictionary<(int, int, int), List<int>> _cells = [];
        private readonly float _width;

        internal Grid(Topology topology, ReadOnlySpan<float> positions)
        {
            _width = 2 * topology.Atoms.Max(atom => atom.Element.CovalentRadius) + Tolerance;
            for (var i = 0; i < topology.AtomCount; i++)
            {
                var cell = CellOf(i, positions);
                if (!_cells.TryGetValue(cell, out var members))
                    _cells[cell] = members = [];
                members.Add(i);
            }
        }

        internal IReadOnlyList<int> Near(int atom, ReadOnlySpan<float> positions)
        {
            var near = new List<int>();
            var (x, y, z) = CellOf(atom, positions);
            for (var i = x - 1; i <= x + 1; i++)
                for (var j = y - 1; j <= y + 1; j++)
                    for (var k = z - 1; k <= z + 1; k++)
                        if (_cells.TryGetValue((i, j, k), out var members) && near.Count + members.Count <= MostNeighbors)
                            near.AddRange(members);
            return near;
        }

        private (int, int, int) CellOf(int atom, ReadOnlySpan<float> positions) =>
            (Cell(positions[3 * atom]), Cell(positions[3 * atom + 1]), Cell(positions[3 * atom + 2]));

        private int Cell(float x) => (int)Math.Clamp(MathF.Floor(x / _width), -FarthestCell, FarthestCell);
    }
}

namespace LatentSim.Molecules.Geometry;

/// <summary>The bonds of a topology and, where these leave it in pieces, pseudo-bonds in sequence that join it into one graph.</summary>
internal sealed class ConnectedBonds
{
    private readonly List<int>[] _neighbors;

    internal ConnectedBonds(Topology topology)
    {
        _neighbors = new List<int>[topology.AtomCount];
        for (var i = 0; i < _neighbors.Length; i++)
            _neighbors[i] = [.. topology.Neighbors(i)];
        var piece = Enumerable.Range(0, _neighbors.Length).ToArray();
        foreach (var (first, second) in topology.Bonds)
            Join(piece, first, second);

        // A coarse chain that a subset left without bonds continues along its heavy atoms or sites; hydrogens only follow.
        var atoms = topology.Atoms;
        JoinInSequence(piece, [.. atoms.Where(atom => !atom.Element.IsHydrogen).Select(atom => atom.Index)]);
        JoinInSequence(piece, [.. atoms.Select(atom => atom.Index)]);
    }

    /// <summary>How many atoms there are.</summary>
    internal int Count => _neighbors.Length;

    internal IReadOnlyList<int> Neighbors(int atom) => _neighbors[atom];

    /// <summary>The atoms that at most <paramref name="reach"/> bonds lie between, itself included, nearest first.</summary>
    internal IReadOnlyCollection<int> Within(int atom, int reach)
    {
        List<int> found = [atom];
        var visited = new HashSet<int>(found);
        for (var (step, shell) = (0, 0); step < reach && shell < found.Count; step++)
        {
            var end = found.Count;
            for (; shell < end; shell++)
                found.AddRange(_neighbors[found[shell]].Where(visited.Add));
        }

        return found;
    }

    /// <summary>The first atom that a breadth-first search from <paramref name="start"/> meets and <paramref name="isWanted"/> takes, of
    /// those equally near the one with the least <paramref name="order"/>.</summary>
    internal int Nearest(int start, Func<int, bool> isWanted, Func<int, int> order)
    {
        var visited = new HashSet<int> { start };
        var shell = new List<int> { start };
        while (shell.Count > 0)
        {
            shell = [.. shell.SelectMany(atom => _neighbors[atom]).Where(visited.Add)];
            if (shell.Where(isWanted).ToList() is { Count: > 0 } wanted)
                return wanted.MinBy(order);
        }

        return -1;
    }

    private void JoinInSequence(int[] piece, int[] sequence)
    {
        for (var i = 1; i < sequence.Length; i++)
            if (Join(piece, sequence[i - 1], sequence[i]))
            {
                _neighbors[sequence[i - 1]].Add(sequence[i]);
                _neighbors[sequence[i]].Add(sequence[i - 1]);
            }
    }

    private static bool Join(int[] piece, int first, int second)
    {
        var (firstRoot, secondRoot) = (Root(piece, first), Root(piece, second));
        piece[Math.Max(firstRoot, secondRoot)] = Math.Min(firstRoot, secondRoot);
        return firstRoot != secondRoot;
    }

    private static int Root(int[] piece, int atom)
    {
        while (piece[atom] != atom)
            atom = piece[atom] = piece[piece[atom]];
        return atom;
    }
}

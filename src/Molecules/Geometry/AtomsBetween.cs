namespace LatentSim.Molecules.Geometry;

/// <summary>Finds the atoms that a chain of bonds from one placed atom to another leads through.</summary>
internal static class AtomsBetween
{
    /// <summary>The atoms on a shortest way from each placed atom to every other that it reaches without passing a third.</summary>
    /// <param name="bonds">The bonds.</param>
    /// <param name="isPlaced">Whether an atom is placed.</param>
    /// <param name="isPassable">Whether a way may lead through an atom.</param>
    internal static HashSet<int> Placed(ConnectedBonds bonds, Func<int, bool> isPlaced, Func<int, bool> isPassable)
    {
        var between = new HashSet<int>();
        for (var start = 0; start < bonds.Count; start++)
            if (isPlaced(start))
                AddWaysFrom(start, bonds, isPlaced, isPassable, between);
        return between;
    }

    private static void AddWaysFrom(int start, ConnectedBonds bonds, Func<int, bool> isPlaced, Func<int, bool> isPassable, HashSet<int> between)
    {
        var cameFrom = new Dictionary<int, int> { [start] = start };
        var reached = new Queue<int>([start]);
        while (reached.TryDequeue(out var atom))
        {
            foreach (var neighbor in bonds.Neighbors(atom))
            {
                if (!(isPlaced(neighbor) || isPassable(neighbor)) || !cameFrom.TryAdd(neighbor, atom))
                    continue;
                if (!isPlaced(neighbor))
                    reached.Enqueue(neighbor);
                else
                    for (var back = atom; back != start; back = cameFrom[back])
                        between.Add(back);
            }
        }
    }
}

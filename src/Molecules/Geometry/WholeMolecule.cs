namespace LatentSim.Molecules.Geometry;

/// <summary>
/// Puts sites that a periodic box has torn apart together again: each next to its nearest neighbour along the bonds (minimum image), and the first of a molecule
/// next to where it was one frame before, so that a molecule that leaves the box goes on outside. Sites that are together already are not touched.
/// </summary>
public sealed class WholeMolecule
{
    private const int Nowhere = -1;
    private readonly (int Site, int Neighbor)[] order;

    private WholeMolecule((int Site, int Neighbor)[] order) => this.order = order;

    /// <summary>Finds, for each site, the site that is fewest bonds away from it and that is placed before it.</summary>
    /// <param name="atoms">All atoms, with bonds.</param>
    /// <param name="sites">The atoms at which sites lie.</param>
    public static WholeMolecule Of(Topology atoms, ReadOnlySpan<int> sites)
    {
        var placed = new bool[sites.Length];
        var nearest = new int[sites.Length];
        var bonds = new int[sites.Length];
        Array.Fill(nearest, Nowhere);
        Array.Fill(bonds, int.MaxValue);
        var order = new (int, int)[sites.Length];
        for (int i = 0; i < order.Length; i++)
        {
            int next = Next(placed, bonds);
            order[i] = (next, nearest[next]);
            placed[next] = true;
            int[] distances = BondsFrom(atoms, sites[next]);
            for (int site = 0; site < sites.Length; site++)
            {
                if (!placed[site] && distances[sites[site]] < bonds[site])
                    (bonds[site], nearest[site]) = (distances[sites[site]], next);
            }
        }

        return new WholeMolecule(order);
    }

    /// <summary>The mean distance, nm, between sites and their neighbours along the bonds; not a number for a single site.</summary>
    /// <param name="positions">[site, 3], nm, of whole molecules.</param>
    public double MeanSpacing(ReadOnlySpan<float> positions)
    {
        double sum = 0;
        int count = 0;
        foreach ((int site, int neighbor) in order)
        {
            if (neighbor == Nowhere)
                continue;
            sum += Distances.Compute(positions, site, neighbor);
            count++;
        }

        return sum / count;
    }

    /// <summary>Makes molecules whole.</summary>
    /// <param name="positions">[site, 3], nm; changed by whole box vectors.</param>
    /// <param name="box">The box vectors as rows of a 3 x 3 matrix, nm; empty or singular for none.</param>
    /// <param name="before">[site, 3], nm, one frame before; empty for none.</param>
    public void Mend(Span<float> positions, ReadOnlySpan<float> box, ReadOnlySpan<float> before)
    {
        Span<double> inverse = stackalloc double[9];
        if (box.Length != 9 || !TryInvert(box, inverse))
            return;
        foreach ((int site, int neighbor) in order)
        {
            Span<float> position = positions.Slice(3 * site, 3);
            if (neighbor != Nowhere)
                MoveNear(position, positions.Slice(3 * neighbor, 3), box, inverse);
            else if (!before.IsEmpty)
                MoveNear(position, before.Slice(3 * site, 3), box, inverse);
        }
    }

    private static void MoveNear(Span<float> position, ReadOnlySpan<float> target, ReadOnlySpan<float> box, ReadOnlySpan<double> inverse)
    {
        (double x, double y, double z) = ((double)position[0] - target[0], (double)position[1] - target[1], (double)position[2] - target[2]);
        for (int vector = 0; vector < 3; vector++)
        {
            double turns = Math.Round((x * inverse[vector]) + (y * inverse[3 + vector]) + (z * inverse[6 + vector]));
            for (int axis = 0; axis < 3 && turns != 0; axis++)
                position[axis] = (float)(position[axis] - (turns * box[(3 * vector) + axis]));
        }
    }

    // Rows of the box are its vectors, so that a position is (fractions) x (box), and fractions are (position) x (inverse).
    private static bool TryInvert(ReadOnlySpan<float> box, Span<double> inverse)
    {
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 3; column++)
                inverse[(3 * column) + row] = Minor(box, row, column);
        }

        double determinant = (box[0] * inverse[0]) + (box[1] * inverse[3]) + (box[2] * inverse[6]);
        if (!double.IsFinite(determinant) || Math.Abs(determinant) < 1e-9)
            return false;
        foreach (ref double value in inverse)
            value /= determinant;
        return true;
    }

    // The cofactor, sign included.
    private static double Minor(ReadOnlySpan<float> box, int row, int column)
    {
        (int first, int second) = ((row + 1) % 3, (row + 2) % 3);
        (int left, int right) = ((column + 1) % 3, (column + 2) % 3);
        return ((double)box[(3 * first) + left] * box[(3 * second) + right]) - ((double)box[(3 * first) + right] * box[(3 * second) + left]);
    }

    private static int Next(bool[] placed, int[] bonds)
    {
        int best = Nowhere;
        for (int site = 0; site < placed.Length; site++)
        {
            if (!placed[site] && (best == Nowhere || bonds[site] < bonds[best]))
                best = site;
        }

        return best;
    }

    private static int[] BondsFrom(Topology atoms, int start)
    {
        var distances = new int[atoms.AtomCount];
        Array.Fill(distances, int.MaxValue);
        distances[start] = 0;
        var queue = new Queue<int>([start]);
        while (queue.TryDequeue(out int atom))
        {
            foreach (int neighbor in atoms.Neighbors(atom))
            {
                if (distances[neighbor] != int.MaxValue)
                    continue;
                distances[neighbor] = distances[atom] + 1;
                queue.Enqueue(neighbor);
            }
        }

        return distances;
    }
}

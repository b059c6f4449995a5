namespace LatentSim.Models.Training;

/// <summary>Which coordinates each coupling of a flow transforms.</summary>
internal static class CouplingMasks
{
    /// <summary>
    /// Random halves; each odd coupling transforms what the one before does not. A lone coordinate is transformed by all, given the condition only.
    /// </summary>
    public static bool[][] Draw(int coordinates, int couplings, int seed)
    {
        System.Random random = new(seed);
        bool[][] masks = new bool[couplings][];
        for (int i = 0; i < couplings; i++)
            masks[i] = i % 2 == 1 && coordinates > 1 ? [.. masks[i - 1].Select(transformed => !transformed)] : Half(coordinates, random);
        return masks;
    }

    private static bool[] Half(int coordinates, System.Random random)
    {
        int[] order = [.. Enumerable.Range(0, coordinates)];
        random.Shuffle(order);
        bool[] mask = new bool[coordinates];
        foreach (int coordinate in order.Take((coordinates + 1) / 2))
            mask[coordinate] = true;
        return mask;
    }
}

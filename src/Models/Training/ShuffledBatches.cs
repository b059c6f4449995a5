namespace LatentSim.Models.Training;

/// <summary>Deals rows into batches of nearly equal size, in another order each epoch; reproducible from the seed.</summary>
internal sealed class ShuffledBatches
{
    private readonly long[] rows;
    private readonly System.Random random;

    /// <summary>Makes batches of at most <paramref name="batchSize"/> rows.</summary>
    public ShuffledBatches(long[] rows, int batchSize, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        this.rows = [.. rows];
        random = new System.Random(seed);
        Count = Math.Max(1, (rows.Length + batchSize - 1) / batchSize);
    }

    /// <summary>The number of batches of an epoch.</summary>
    public int Count { get; }

    /// <summary>Shuffles, and gives the epoch's batches.</summary>
    public IEnumerable<long[]> NextEpoch()
    {
        random.Shuffle(rows);
        for (long batch = 0; batch < Count; batch++)
            yield return rows[(int)(batch * rows.Length / Count)..(int)((batch + 1) * rows.Length / Count)];
    }
}

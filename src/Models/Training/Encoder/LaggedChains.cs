namespace LatentSim.Models.Training;

/// <summary>
/// Pairs of frames a lag apart, linked where the second frame of one is the first of the next: a chain of n pairs has n + 1 frames, each of which passes through
/// the network once, though it is in two pairs. Chains are short and dealt to batches at random, so that a batch sees all of the trajectories.
/// </summary>
internal sealed class LaggedChains
{
    private const int LongestChain = 31;
    private readonly Chain[] chains;

    private LaggedChains(int lag, Chain[] chains)
    {
        Lag = lag;
        this.chains = chains;
        Pairs = chains.Sum(chain => (long)chain.Pairs);
    }

    /// <summary>Rows from a frame to the next of its chain.</summary>
    public int Lag { get; }

    /// <summary>The pairs of all chains.</summary>
    public long Pairs { get; }

    /// <summary>Links pairs.</summary>
    /// <param name="firstRows">The rows of the pairs' first frames, ascending.</param>
    /// <param name="lag">Rows to the second.</param>
    public static LaggedChains Link(ReadOnlySpan<long> firstRows, int lag)
    {
        List<Chain> chains = [];
        int begin = 0;
        for (int i = 1; i <= firstRows.Length; i++)
        {
            if (i < firstRows.Length && firstRows[i] == firstRows[i - 1] + 1)
                continue;
            LinkRun(chains, (int)firstRows[begin], i - begin, lag);
            begin = i;
        }

        return new LaggedChains(lag, [.. chains]);
    }

    /// <summary>All pairs at once.</summary>
    public ChainBatch All()
    {
        ChainBatch batch = new();
        batch.Fill(chains, Lag);
        return batch;
    }

    /// <summary>The batches of about so many pairs in an epoch.</summary>
    public long Batches(int batchSize) => Math.Max(1, (Pairs + batchSize - 1) / batchSize);

    /// <summary>Deals the chains in another order to batches of about so many pairs.</summary>
    /// <param name="batchSize">Pairs.</param>
    /// <param name="random">Gives the order.</param>
    /// <param name="batch">Filled with one batch after the other.</param>
    public IEnumerable<ChainBatch> Deal(int batchSize, System.Random random, ChainBatch batch)
    {
        random.Shuffle(chains);
        long count = Batches(batchSize);
        long dealt = 0;
        int begin = 0;
        for (long i = 1; i <= count; i++)
        {
            int end = begin;
            for (; end < chains.Length && (dealt * count < i * Pairs || i == count); end++)
                dealt += chains[end].Pairs;
            if (end == begin)
                continue;
            batch.Fill(chains.AsSpan(begin, end - begin), Lag);
            begin = end;
            yield return batch;
        }
    }

    // Every lag-th pair of a run follows the one before; such a sequence is cut into chains of nearly equal length.
    private static void LinkRun(List<Chain> chains, int first, int length, int lag)
    {
        for (int offset = 0; offset < Math.Min(lag, length); offset++)
        {
            int pairs = (length - offset + lag - 1) / lag;
            int pieces = (pairs + LongestChain - 1) / LongestChain;
            for (int piece = 0; piece < pieces; piece++)
            {
                int begin = (int)((long)piece * pairs / pieces);
                int end = (int)((long)(piece + 1) * pairs / pieces);
                chains.Add(new Chain(first + offset + (begin * lag), end - begin));
            }
        }
    }

    /// <summary>Pairs in a row.</summary>
    /// <param name="FirstRow">The first frame's row.</param>
    /// <param name="Pairs">How many.</param>
    internal readonly record struct Chain(int FirstRow, int Pairs);
}

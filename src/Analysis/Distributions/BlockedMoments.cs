namespace LatentSim.Analysis;

/// <summary>
/// Mean and standard deviation of a stream of numbers of unknown length, with standard errors from contiguous blocks, in bounded memory: of a radius of
/// gyration, or of a distance to the native structure. Many trajectories one after another make blocks of whole trajectories, nearly.
/// </summary>
public sealed class BlockedMoments
{
    private readonly ContiguousBlocks<LengthMoments> _blocks = new(() => new LengthMoments(), (sum, part) => sum.Add(part));

    /// <summary>Numbers so far.</summary>
    public long Count { get; private set; }

    /// <summary>Adds the next number.</summary>
    /// <exception cref="ArgumentException">It is not finite.</exception>
    public void Add(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentException("Expected a finite value.", nameof(value));
        _blocks.Next().Add(value);
        Count++;
    }

    /// <summary>The mean, with its standard error; null without numbers.</summary>
    public Estimate Mean(int blocks = BlockAverage.DefaultBlocks) => Estimate(blocks, moments => moments.Mean);

    /// <summary>The standard deviation over all numbers, with its standard error: s / sqrt(K) of the blocks' deviations.</summary>
    /// <remarks>A block's deviation leaves out what happens between blocks, so the value is that of the whole and not the blocks' mean.</remarks>
    public Estimate StandardDeviation(int blocks = BlockAverage.DefaultBlocks) => Estimate(blocks, moments => moments.StandardDeviation);

    private Estimate Estimate(int count, Func<LengthMoments, double> of)
    {
        if (Count == 0) return new Estimate(null, null);
        var whole = new LengthMoments();
        var blocks = _blocks.Blocks(count);
        foreach (var block in blocks) whole.Add(block);
        return new Estimate(of(whole), blocks.Count < 2 ? null : BlockAverage.Of([.. blocks.Select(of)]).StandardError);
    }
}

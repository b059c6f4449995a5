namespace LatentSim.Analysis;

/// <summary>Counts transitions between clusters from streams of torsions, in contiguous blocks, and makes timescales of them.</summary>
internal sealed class KineticAccumulator(KMeansModel clusters, double lagTime)
{
    /// <summary>Slowest timescales that are kept.</summary>
    internal const int TimescaleCount = 5;

    private readonly ContiguousBlocks<TransitionCounts> _blocks = new(() => new TransitionCounts(clusters.Count), (sum, part) => sum.Add(part));
    private readonly double[] _point = new double[clusters.Dimension];
    private int[] _recent = [];
    private long _frame;

    internal void BeginTrajectory(int lagFrames)
    {
        _recent = new int[lagFrames];
        _frame = 0;
    }

    internal void Add(ReadOnlySpan<float> torsions)
    {
        TorusEmbedding.Embed(torsions, _point);
        var state = clusters.Assign(_point);
        var counts = _blocks.Next();
        ref var slot = ref _recent[_frame % _recent.Length];
        if (_frame >= _recent.Length) counts.Add(slot, state);
        slot = state;
        _frame++;
    }

    internal KineticStatistics Finish()
    {
        var whole = new TransitionCounts(clusters.Count);
        var blocks = _blocks.Blocks(BlockAverage.DefaultBlocks);
        foreach (var block in blocks) whole.Add(block);
        var values = Timescales(whole);
        var ofBlocks = blocks.Select(Timescales).ToArray();
        return new KineticStatistics(clusters, [.. values.Select((value, k) => TimescaleStatistics.Of(value, [.. ofBlocks.Select(block => block[k])]))]);
    }

    private double?[] Timescales(TransitionCounts counts) => ImpliedTimescales.Of(counts, lagTime, TimescaleCount);
}

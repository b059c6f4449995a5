namespace LatentSim.Analysis;

/// <summary>Counts where frames lie in the plane, and the transitions between its clusters.</summary>
internal sealed class MarkovAccumulator(SlowPlane plane, KMeansModel clusters, int lagFrames, double lagTime)
{
    private readonly ContiguousBlocks<TransitionCounts> _transitions = new(() => new TransitionCounts(clusters.Count), (sum, part) => sum.Add(part));
    private readonly ContiguousBlocks<Histogram2D> _frames = new(() => new Histogram2D(plane.Axes.First, plane.Axes.Second), (sum, part) => sum.Add(part));
    private readonly double[] _point = new double[plane.PointDimension];
    private readonly int[] _recent = new int[lagFrames];
    private long _frame;

    internal void BeginTrajectory() => _frame = 0;

    internal void Add(ReadOnlySpan<float> positions)
    {
        var (first, second) = plane.Project(positions, _point);
        _frames.Next().Add(first, second);
        var state = clusters.Assign(_point);
        var counts = _transitions.Next();
        ref var slot = ref _recent[_frame % lagFrames];
        if (_frame >= lagFrames) counts.Add(slot, state);
        slot = state;
        _frame++;
    }

    internal BlockedPlane Plane()
    {
        var (whole, blocks) = (new Histogram2D(plane.Axes.First, plane.Axes.Second), _frames.Blocks(BlockAverage.DefaultBlocks));
        foreach (var block in blocks) whole.Add(block);
        return new BlockedPlane(whole, blocks);
    }

    internal MarkovSample Markov()
    {
        var (whole, blocks) = (new TransitionCounts(clusters.Count), _transitions.Blocks(BlockAverage.DefaultBlocks));
        foreach (var block in blocks) whole.Add(block);
        return new MarkovSample(whole, blocks, lagTime);
    }
}

namespace LatentSim.Analysis;

/// <summary>
/// Cuts a sample of one or many trajectories into blocks of equal length for error bars: the trajectories are laid end to end and the whole is cut into
/// equal contiguous parts. One trajectory gives contiguous blocks in time; many give groups of trajectories, and a trajectory on a cut is divided.
/// </summary>
public static class SampleBlocks
{
    /// <summary>The blocks, each as segments of single trajectories, in order; no segment spans two trajectories, and none is empty.</summary>
    /// <param name="trajectories">Values frame by frame: frames x <paramref name="dimension"/> each.</param>
    /// <param name="blocks">Number of blocks.</param>
    /// <param name="dimension">Values of a frame; no frame is divided.</param>
    /// <returns>As many blocks as asked, or as there are frames.</returns>
    /// <exception cref="ArgumentException">A length is not a multiple of the dimension.</exception>
    public static IReadOnlyList<IReadOnlyList<ReadOnlyMemory<T>>> Cut<T>(IReadOnlyList<T[]> trajectories, int blocks = BlockAverage.DefaultBlocks, int dimension = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (trajectories.Any(x => x.Length % dimension != 0)) throw new ArgumentException($"Expected frames of {dimension} values.", nameof(trajectories));
        var frames = trajectories.Sum(x => (long)x.Length / dimension);
        var count = (int)Math.Min(blocks, frames);
        return [.. Enumerable.Range(0, count).Select(k => Between(trajectories, frames * k / count, frames * (k + 1) / count, dimension))];
    }

    private static List<ReadOnlyMemory<T>> Between<T>(IReadOnlyList<T[]> trajectories, long first, long end, int dimension)
    {
        var segments = new List<ReadOnlyMemory<T>>();
        var start = 0L;
        foreach (var x in trajectories)
        {
            var length = x.Length / dimension;
            var (from, to) = (Math.Max(first - start, 0), Math.Min(end - start, length));
            if (from < to) segments.Add(x.AsMemory((int)from * dimension, (int)(to - from) * dimension));
            start += length;
        }

        return segments;
    }
}

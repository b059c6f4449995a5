namespace LatentSim.Analysis;

/// <summary>
/// Consecutive steps of one walker, coordinate by coordinate, as whole numbers (<see cref="GroupLatents.Quantize"/>): what is counted pair by pair of samples is a
/// few sums of products along it. The memory is used again from walker to walker.
/// </summary>
internal sealed class LatentSeries(int dimension)
{
    private short[] _samples = [];
    private short[] _line = [];
    private int _steps;
    private long _firstStep;

    /// <summary>Takes steps of a walker.</summary>
    /// <param name="firstStep">The first step.</param>
    /// <param name="steps">How many.</param>
    /// <param name="values">The walker's coordinates at the first step, those at the next <paramref name="stride"/> numbers further on, and so on.</param>
    /// <param name="stride">From step to step.</param>
    internal void Take(long firstStep, int steps, ReadOnlySpan<float> values, int stride)
    {
        if (_samples.Length < dimension * steps) _samples = new short[dimension * steps];
        if (_line.Length < LatentLags.Depth + steps) _line = new short[LatentLags.Depth + steps];
        (_firstStep, _steps) = (firstStep, steps);
        for (var d = 0; d < dimension; d++)
        {
            var samples = _samples.AsSpan(d * steps, steps);
            for (int t = 0, at = d; t < samples.Length; t++, at += stride) samples[t] = GroupLatents.Quantize(values[at]);
        }
    }

    /// <summary>Counts all pairs whose later sample is among the steps, and remembers what the steps after them need.</summary>
    internal void Count(WalkerLatents walker, GroupLatents group)
    {
        CountSame(group);
        for (var level = 0; level < LatentLags.Levels; level++)
        {
            var first = IndexFrom(_firstStep, level);
            var count = (int)(((_firstStep + _steps - 1) >> level) - first + 1);
            if (count <= 0) return;
            Count(walker, group, level, first, count);
        }
    }

    // The first sample of a level that is not before a step.
    private static long IndexFrom(long step, int level) => (step + (1L << level) - 1) >> level;

    private void CountSame(GroupLatents group)
    {
        group.Pairs[0] += _steps;
        for (var d = 0; d < dimension; d++)
        {
            var samples = _samples.AsSpan(d * _steps, _steps);
            group.AddProducts(0, d, samples, samples);
        }
    }

    private void Count(WalkerLatents walker, GroupLatents group, int level, long first, int count)
    {
        var before = (int)Math.Min(LatentLags.Depth, first - IndexFrom(walker.FirstStep, level));
        for (var j = LatentLags.FirstOf(level); j <= LatentLags.Depth; j++) group.Pairs[LatentLags.IndexOf(level, j)] += Math.Max(0, count - Math.Max(0, j - before));
        for (var d = 0; d < dimension; d++)
        {
            var line = Line(walker, level, first, count, before, d);
            for (var j = LatentLags.FirstOf(level); j <= LatentLags.Depth && count > j - before; j++)
            {
                var start = LatentLags.Depth + Math.Max(0, j - before);
                group.AddProducts(LatentLags.IndexOf(level, j), d, line[start..], line[(start - j)..]);
            }

            for (var k = Math.Max(0, count - LatentLags.Depth); k < count; k++) walker.Recent[walker.At(level, first + k) + d] = line[LatentLags.Depth + k];
        }
    }

    // Samples of a level after those that are remembered from before, the earliest of which may be missing.
    private ReadOnlySpan<short> Line(WalkerLatents walker, int level, long first, int count, int before, int coordinate)
    {
        var line = _line.AsSpan(0, LatentLags.Depth + count);
        for (var j = 1; j <= before; j++) line[LatentLags.Depth - j] = walker.Recent[walker.At(level, first - j) + coordinate];
        var samples = _samples.AsSpan(coordinate * _steps, _steps);
        for (int k = 0, t = (int)((first << level) - _firstStep); k < count; k++, t += 1 << level) line[LatentLags.Depth + k] = samples[t];
        return line;
    }
}

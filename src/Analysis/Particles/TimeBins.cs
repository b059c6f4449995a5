namespace LatentSim.Analysis;

/// <summary>A long series as few points that can be drawn: in each bin of time the mean and the largest magnitude of what fell into it. Memory does not grow with the series.</summary>
public sealed class TimeBins
{
    private readonly double[] _edges;
    private readonly double[] _sums;
    private readonly double[] _largest;
    private readonly long[] _counts;

    private TimeBins(double[] edges)
    {
        _edges = edges;
        (_sums, _largest, _counts) = (new double[edges.Length - 1], new double[edges.Length - 1], new long[edges.Length - 1]);
    }

    /// <summary>Bins of one width, from time 0 on.</summary>
    public static TimeBins Even(double duration, int bins)
    {
        Check(duration, bins);
        return new TimeBins([.. Enumerable.Range(0, bins + 1).Select(b => b * duration / bins)]);
    }

    /// <summary>Bins whose width grows with time, between two times. What is earlier falls into the first.</summary>
    public static TimeBins Logarithmic(double from, double duration, int bins)
    {
        Check(duration, bins);
        if (!(from > 0) || !(from < duration)) throw new ArgumentOutOfRangeException(nameof(from), from, $"Expected a time between 0 and {duration}.");
        return new TimeBins([.. Enumerable.Range(0, bins + 1).Select(b => from * Math.Pow(duration / from, (double)b / bins))]);
    }

    /// <summary>Adds a value.</summary>
    public void Add(double time, double value)
    {
        var found = Array.BinarySearch(_edges, time);
        var bin = Math.Clamp(found >= 0 ? found : ~found - 1, 0, _counts.Length - 1);
        _sums[bin] += value;
        _largest[bin] = double.IsNaN(value) || double.IsNaN(_largest[bin]) ? double.NaN : Math.Max(_largest[bin], Math.Abs(value));
        _counts[bin]++;
    }

    /// <summary>The bins that hold values, oldest first.</summary>
    public IReadOnlyList<TimeBin> Bins() =>
        [.. Enumerable.Range(0, _counts.Length).Where(b => _counts[b] > 0).Select(b => new TimeBin(0.5 * (_edges[b] + _edges[b + 1]), _sums[b] / _counts[b], _largest[b]))];

    private static void Check(double duration, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        if (!(duration > 0) || !double.IsFinite(duration)) throw new ArgumentOutOfRangeException(nameof(duration), duration, "Expected a positive time.");
    }
}

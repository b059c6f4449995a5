namespace LatentSim.Analysis;

/// <summary>Counts of values along one coordinate, in equal bins. Integer counts: parts add up exactly, in any order.</summary>
public sealed class Histogram1D
{
    private readonly long[] _counts;

    /// <summary>An empty histogram.</summary>
    public Histogram1D(HistogramAxis axis)
    {
        Axis = axis;
        _counts = new long[axis.Bins];
    }

    /// <summary>A histogram with the counts given.</summary>
    /// <exception cref="ArgumentException">There are not as many counts as bins, or one is negative.</exception>
    public Histogram1D(HistogramAxis axis, ReadOnlySpan<long> counts, long outside = 0) : this(axis)
    {
        if (counts.Length != axis.Bins) throw new ArgumentException($"Expected {axis.Bins} counts, got {counts.Length}.", nameof(counts));
        ArgumentOutOfRangeException.ThrowIfNegative(outside);
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] < 0) throw new ArgumentException($"Count {i} is negative.", nameof(counts));
            _counts[i] = counts[i];
            Total += counts[i];
        }

        Outside = outside;
    }

    /// <summary>The coordinate.</summary>
    public HistogramAxis Axis { get; }

    /// <summary>All counts inside the axis.</summary>
    public long Total { get; private set; }

    /// <summary>Values that were outside the axis, or NaN.</summary>
    public long Outside { get; private set; }

    /// <summary>Counts, bin by bin.</summary>
    public ReadOnlySpan<long> Counts => _counts;

    /// <summary>Counts in a bin.</summary>
    public long this[int bin] => _counts[bin];

    /// <summary>Counts of one sample.</summary>
    public static Histogram1D Of(HistogramAxis axis, ReadOnlySpan<double> values)
    {
        var histogram = new Histogram1D(axis);
        foreach (var x in values) histogram.Add(x);
        return histogram;
    }

    /// <summary>Counts one value.</summary>
    public void Add(double value)
    {
        var bin = Axis.BinOf(value);
        if (bin < 0)
        {
            Outside++;
            return;
        }

        _counts[bin]++;
        Total++;
    }

    /// <summary>Adds the counts of another histogram of the same axis.</summary>
    /// <exception cref="ArgumentException">The axes differ.</exception>
    public void Add(Histogram1D other)
    {
        if (other.Axis != Axis) throw new ArgumentException("The histograms have different axes.", nameof(other));
        for (var i = 0; i < _counts.Length; i++) _counts[i] += other._counts[i];
        Total += other.Total;
        Outside += other.Outside;
    }

    /// <summary>Probabilities of the bins; all zero where nothing was counted.</summary>
    public double[] Probabilities() => Array.ConvertAll(_counts, c => Total == 0 ? 0.0 : (double)c / Total);
}

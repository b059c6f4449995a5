namespace LatentSim.Analysis;

/// <summary>
/// Counts of pairs of values in a plane of equal bins: of torsions on the torus, or of any two coordinates. Row index: the first; column index: the second.
/// </summary>
public sealed class Histogram2D
{
    /// <summary>Bins along each angle that the project's comparisons use.</summary>
    public const int DefaultBins = 32;

    private const int MaximumBins = 1024;

    private readonly long[] _counts;

    /// <summary>An empty histogram of angles in radians on the torus [-pi, pi) x [-pi, pi), of <paramref name="bins"/> x <paramref name="bins"/> bins.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not between 1 and 1024 bins.</exception>
    public Histogram2D(int bins = DefaultBins) : this(HistogramAxis.Angle(bins), HistogramAxis.Angle(bins))
    {
    }

    /// <summary>A histogram of angles with the counts given, row by row.</summary>
    /// <exception cref="ArgumentException">The length is not bins x bins, or a count is negative.</exception>
    public Histogram2D(int bins, ReadOnlySpan<long> counts) : this(HistogramAxis.Angle(bins), HistogramAxis.Angle(bins), counts)
    {
    }

    /// <summary>An empty histogram of two coordinates.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An axis has more than 1024 bins.</exception>
    public Histogram2D(HistogramAxis first, HistogramAxis second)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first.Bins, MaximumBins, nameof(first));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(second.Bins, MaximumBins, nameof(second));
        First = first;
        Second = second;
        _counts = new long[first.Bins * second.Bins];
    }

    /// <summary>A histogram of two coordinates with the counts given, row by row.</summary>
    /// <exception cref="ArgumentException">There are not as many counts as bins, or one is negative.</exception>
    public Histogram2D(HistogramAxis first, HistogramAxis second, ReadOnlySpan<long> counts) : this(first, second)
    {
        if (counts.Length != _counts.Length) throw new ArgumentException($"Expected {_counts.Length} counts, got {counts.Length}.", nameof(counts));
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] < 0) throw new ArgumentException($"Count {i} is negative.", nameof(counts));
            _counts[i] = counts[i];
            Total += counts[i];
        }
    }

    /// <summary>The first coordinate: rows.</summary>
    public HistogramAxis First { get; }

    /// <summary>The second coordinate: columns.</summary>
    public HistogramAxis Second { get; }

    /// <summary>Bins along the first coordinate; of angles, along both.</summary>
    public int Bins => First.Bins;

    /// <summary>All counts inside the plane.</summary>
    public long Total { get; private set; }

    /// <summary>Pairs of which a value was outside its axis, or NaN.</summary>
    public long Outside { get; private set; }

    /// <summary>Counts, row by row.</summary>
    public ReadOnlySpan<long> Counts => _counts;

    /// <summary>Counts in the bin of row <paramref name="i"/> and column <paramref name="j"/>.</summary>
    public long this[int i, int j] => _counts[i * Second.Bins + j];

    /// <summary>Counts one pair of values; to an angle in radians any multiple of 2 pi may be added.</summary>
    public void Add(double first, double second)
    {
        var (i, j) = (First.BinOf(first), Second.BinOf(second));
        if (i < 0 || j < 0)
        {
            Outside++;
            return;
        }

        _counts[i * Second.Bins + j]++;
        Total++;
    }

    /// <summary>Adds the counts of another histogram of the same plane.</summary>
    /// <exception cref="ArgumentException">The planes differ.</exception>
    public void Add(Histogram2D other)
    {
        if (other.First != First || other.Second != Second) throw new ArgumentException("The histograms have different axes.", nameof(other));
        for (var i = 0; i < _counts.Length; i++) _counts[i] += other._counts[i];
        Total += other.Total;
        Outside += other.Outside;
    }

    /// <summary>Probabilities of the bins, row by row; all zero where nothing was counted.</summary>
    public double[] Probabilities() => Array.ConvertAll(_counts, c => Total == 0 ? 0.0 : (double)c / Total);

    /// <summary>The counts along the first coordinate alone, or along the second.</summary>
    public Histogram1D Marginal(bool first)
    {
        var axis = first ? First : Second;
        var counts = new long[axis.Bins];
        for (var i = 0; i < First.Bins; i++)
        {
            for (var j = 0; j < Second.Bins; j++) counts[first ? i : j] += this[i, j];
        }

        return new Histogram1D(axis, counts, Outside);
    }
}

namespace LatentSim.Analysis;

/// <summary>
/// Counts of angle pairs on the torus [-pi, pi) x [-pi, pi) in square bins. Row index: the first angle; column index: the second.
/// </summary>
public sealed class Histogram2D
{
    /// <summary>Bins along each angle that the project's comparisons use.</summary>
    public const int DefaultBins = 32;

    private readonly long[] _counts;

    /// <summary>An empty histogram of <paramref name="bins"/> x <paramref name="bins"/> bins.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not between 1 and 1024 bins.</exception>
    public Histogram2D(int bins = DefaultBins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bins, 1024);
        Bins = bins;
        _counts = new long[bins * bins];
    }

    /// <summary>A histogram with the counts given, row by row.</summary>
    /// <exception cref="ArgumentException">The length is not bins x bins, or a count is negative.</exception>
    public Histogram2D(int bins, ReadOnlySpan<long> counts) : this(bins)
    {
        if (counts.Length != _counts.Length) throw new ArgumentException($"Expected {_counts.Length} counts, got {counts.Length}.", nameof(counts));
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] < 0) throw new ArgumentException($"Count {i} is negative.", nameof(counts));
            _counts[i] = counts[i];
            Total += counts[i];
        }
    }

    /// <summary>Bins along each angle.</summary>
    public int Bins { get; }

    /// <summary>All counts.</summary>
    public long Total { get; private set; }

    /// <summary>Counts, row by row: bins x bins.</summary>
    public ReadOnlySpan<long> Counts => _counts;

    /// <summary>Counts in the bin of row <paramref name="i"/> and column <paramref name="j"/>.</summary>
    public long this[int i, int j] => _counts[i * Bins + j];

    /// <summary>Counts one pair of angles in radians; any multiple of 2 pi may be added to either.</summary>
    public void Add(double first, double second)
    {
        _counts[BinOf(first) * Bins + BinOf(second)]++;
        Total++;
    }

    /// <summary>Adds the counts of another histogram of the same size.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public void Add(Histogram2D other)
    {
        if (other.Bins != Bins) throw new ArgumentException($"Expected {Bins} bins, got {other.Bins}.", nameof(other));
        for (var i = 0; i < _counts.Length; i++) _counts[i] += other._counts[i];
        Total += other.Total;
    }

    /// <summary>Probabilities of the bins, row by row; all zero where nothing was counted.</summary>
    public double[] Probabilities() => Array.ConvertAll(_counts, c => Total == 0 ? 0.0 : (double)c / Total);

    /// <summary>Bin of an angle in radians.</summary>
    public int BinOf(double angle)
    {
        var turns = angle / (2 * Math.PI) + 0.5;
        var bin = (int)((turns - Math.Floor(turns)) * Bins);
        return bin < Bins ? bin : 0;
    }
}

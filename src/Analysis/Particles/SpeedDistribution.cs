namespace LatentSim.Analysis;

/// <summary>How fast particles are: a histogram of |v| from 0 up in bins of one width, the last of which also holds all that is faster.</summary>
public sealed class SpeedDistribution
{
    private readonly int _dimensions;
    private readonly long[] _counts;
    private long _total;
    private double _squares;

    /// <summary>An empty distribution.</summary>
    /// <param name="dimensions">Coordinates of a particle.</param>
    /// <param name="width">The width of a bin.</param>
    /// <param name="bins">Their number.</param>
    public SpeedDistribution(int dimensions, double width, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        if (!(width > 0)) throw new ArgumentOutOfRangeException(nameof(width), width, "Expected a positive speed.");
        (_dimensions, Width, _counts) = (dimensions, width, new long[bins]);
    }

    /// <summary>The width of a bin.</summary>
    public double Width { get; }

    /// <summary>The middles of the bins.</summary>
    public IReadOnlyList<double> Speeds => [.. Enumerable.Range(0, _counts.Length).Select(b => (b + 0.5) * Width)];

    /// <summary>The root of the mean square of the speeds; NaN without any.</summary>
    public double RootMeanSquare => Math.Sqrt(_squares / _total);

    /// <summary>Counts the particles of a frame; a speed that is not a number is not counted.</summary>
    /// <param name="velocities">[particle, dimension].</param>
    public void Add(ReadOnlySpan<double> velocities)
    {
        for (var i = 0; i < velocities.Length; i += _dimensions)
        {
            var square = 0.0;
            foreach (var v in velocities.Slice(i, _dimensions)) square += v * v;
            if (!double.IsFinite(square)) continue;
            _counts[(int)Math.Min(Math.Sqrt(square) / Width, _counts.Length - 1)]++;
            _squares += square;
            _total++;
        }
    }

    /// <summary>The density of each bin; NaN without any.</summary>
    public double[] Densities() => [.. _counts.Select(count => count / (_total * Width))];

    /// <summary>The total variation distance of two distributions with the same bins, half the sum of |p - q|: the fraction of particles that would have to be counted elsewhere, 0 to 1.</summary>
    /// <exception cref="ArgumentException">The bins differ.</exception>
    public double DistanceFrom(SpeedDistribution other)
    {
        if (other._counts.Length != _counts.Length || other.Width != Width) throw new ArgumentException("The bins of the two distributions differ.", nameof(other));
        return 0.5 * _counts.Zip(other._counts, (a, b) => Math.Abs(((double)a / _total) - ((double)b / other._total))).Sum();
    }
}

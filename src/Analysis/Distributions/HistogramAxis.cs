namespace LatentSim.Analysis;

/// <summary>One axis of a histogram: equal bins from <paramref name="Low"/> to <paramref name="High"/>, in the unit of what is counted.</summary>
/// <param name="Low">Lower edge of the first bin.</param>
/// <param name="High">Upper edge of the last bin; above <paramref name="Low"/>.</param>
/// <param name="Bins">Number of bins, 1 to 65536.</param>
/// <param name="IsPeriodic">Whether values repeat every High - Low, so that each falls into some bin.</param>
public sealed record HistogramAxis(double Low, double High, int Bins, bool IsPeriodic = false)
{
    /// <summary>Most bins.</summary>
    public const int MaximumBins = 65_536;

    /// <summary>Lower edge of the first bin.</summary>
    public double Low { get; } = double.IsFinite(Low) ? Low : throw new ArgumentException("Expected a finite edge.", nameof(Low));

    /// <summary>Upper edge of the last bin.</summary>
    public double High { get; } = double.IsFinite(High) && High > Low ? High : throw new ArgumentException("Expected a finite edge above the lower one.", nameof(High));

    /// <summary>Number of bins.</summary>
    public int Bins { get; } = Bins is >= 1 and <= MaximumBins ? Bins : throw new ArgumentOutOfRangeException(nameof(Bins), Bins, $"Expected 1 to {MaximumBins} bins.");

    /// <summary>Width of a bin.</summary>
    public double Width => (High - Low) / Bins;

    /// <summary>An axis of angles in radians, from -pi to pi.</summary>
    public static HistogramAxis Angle(int bins) => new(-Math.PI, Math.PI, bins, IsPeriodic: true);

    /// <summary>An axis over the range of the values given, widened by half a bin at either end; of width one about values that are all equal.</summary>
    /// <exception cref="ArgumentException">There is no value, or one is not finite.</exception>
    public static HistogramAxis Over(IEnumerable<double[]> trajectories, int bins)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var x in trajectories.SelectMany(x => x))
        {
            if (!double.IsFinite(x)) throw new ArgumentException("A value is not finite.", nameof(trajectories));
            (low, high) = (Math.Min(low, x), Math.Max(high, x));
        }

        if (!(low <= high)) throw new ArgumentException("There is no value.", nameof(trajectories));
        var margin = high > low ? (high - low) / (2 * bins) : 0.5;
        return new HistogramAxis(low - margin, high + margin, bins);
    }

    /// <summary>Middle of a bin.</summary>
    public double Center(int bin) => Low + (bin + 0.5) * Width;

    /// <summary>Middles of all bins.</summary>
    public double[] Centers() => [.. Enumerable.Range(0, Bins).Select(Center)];

    /// <summary>The bin of a value; -1 outside the axis, or where the value is NaN.</summary>
    public int BinOf(double value)
    {
        var position = (value - Low) / (High - Low);
        if (!double.IsFinite(position)) return -1;
        if (IsPeriodic)
        {
            var bin = (int)((position - Math.Floor(position)) * Bins);
            return bin < Bins ? bin : 0;
        }

        if (position is < 0 or > 1) return -1;
        return Math.Min((int)(position * Bins), Bins - 1);
    }
}

namespace LatentSim.Analysis;

/// <summary>
/// The distribution of a length in nm, from a stream, in bounded memory: integer counts in narrow bins, so that the result does not depend on
/// the order of the values, parts add up exactly, and rare tails are resolved as finely as the middle.
/// Values inside a bin are taken as evenly spread, which places a quantile within one bin width.
/// </summary>
public sealed class DistanceHistogram
{
    /// <summary>Width of a bin in nm: a tenth of the precision at which trajectories are usually stored.</summary>
    public const double BinWidth = 1e-4;

    /// <summary>Most bins: lengths of 2 nm and more are counted in the last.</summary>
    public const int MaximumBins = 20_000;

    private readonly long[] _counts = new long[MaximumBins];

    /// <summary>All counts.</summary>
    public long Total { get; private set; }

    /// <summary>Counts; bin i holds lengths from i to i + 1 widths.</summary>
    public ReadOnlySpan<long> Counts => _counts;

    /// <summary>Counts one length in nm.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative or NaN.</exception>
    public void Add(double length)
    {
        if (!(length >= 0)) throw new ArgumentOutOfRangeException(nameof(length), length, "Expected a length of zero or more.");
        _counts[(int)Math.Min(length / BinWidth, MaximumBins - 1)]++;
        Total++;
    }

    /// <summary>Counts <paramref name="count"/> lengths that fall into bin <paramref name="bin"/>.</summary>
    public void AddBin(int bin, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _counts[bin] += count;
        Total += count;
    }

    /// <summary>Adds another histogram's counts.</summary>
    public void Add(DistanceHistogram other)
    {
        for (var i = 0; i < MaximumBins; i++) _counts[i] += other._counts[i];
        Total += other.Total;
    }

    /// <summary>Share of the values below <paramref name="length"/> nm.</summary>
    /// <exception cref="InvalidOperationException">Nothing was counted.</exception>
    public double FractionBelow(double length)
    {
        ThrowIfEmpty();
        var position = length / BinWidth;
        if (!(position > 0)) return 0;
        var whole = (int)Math.Min(position, MaximumBins);
        var below = 0.0;
        for (var i = 0; i < whole; i++) below += _counts[i];
        if (whole < MaximumBins) below += (position - whole) * _counts[whole];
        return below / Total;
    }

    /// <summary>The length in nm that a share <paramref name="level"/> of the values lies below.</summary>
    /// <exception cref="InvalidOperationException">Nothing was counted.</exception>
    public double Quantile(double level)
    {
        ThrowIfEmpty();
        var target = Math.Clamp(level, 0, 1) * Total;
        var below = 0L;
        var last = 0;
        for (var i = 0; i < MaximumBins; i++)
        {
            if (_counts[i] == 0) continue;
            if (below + _counts[i] >= target) return (i + Math.Max(0, target - below) / _counts[i]) * BinWidth;
            below += _counts[i];
            last = i;
        }

        return (last + 1) * BinWidth;
    }

    /// <summary>Mean in nm.</summary>
    public double Mean => Moment(0, 1);

    /// <summary>Standard deviation in nm.</summary>
    public double StandardDeviation => Math.Sqrt(Moment(Mean, 2));

    /// <summary>
    /// Kolmogorov-Smirnov distance to another sample: the largest difference of the two distribution functions at the bins' edges.
    /// </summary>
    public double KolmogorovSmirnov(DistanceHistogram other)
    {
        ThrowIfEmpty();
        other.ThrowIfEmpty();
        var (first, second, distance) = (0L, 0L, 0.0);
        for (var i = 0; i < MaximumBins; i++)
        {
            first += _counts[i];
            second += other._counts[i];
            distance = Math.Max(distance, Math.Abs((double)first / Total - (double)second / other.Total));
        }

        return distance;
    }

    private double Moment(double origin, int power)
    {
        ThrowIfEmpty();
        var sum = 0.0;
        for (var i = 0; i < MaximumBins; i++)
        {
            if (_counts[i] != 0) sum += _counts[i] * Math.Pow((i + 0.5) * BinWidth - origin, power);
        }

        return sum / Total;
    }

    private void ThrowIfEmpty()
    {
        if (Total == 0) throw new InvalidOperationException("Nothing was counted.");
    }
}

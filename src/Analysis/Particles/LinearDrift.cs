using MathNet.Numerics.Distributions;

namespace LatentSim.Analysis;

/// <summary>
/// The slope of a quantity that should not drift. The run is divided into contiguous blocks of time; a straight line is fitted to their means by
/// least squares, and the scatter of the means about it gives the slope's standard error with (blocks - 2) degrees of freedom. That is sound where a
/// block is long beside what the quantity remembers. The slope is consistent with zero where its 95 % interval (Student's t) holds zero, so of
/// quantities that do not drift one in twenty is said to; or where slope times duration is below rounding, <see cref="Rounding"/>.
/// </summary>
public sealed class LinearDrift
{
    /// <summary>Blocks unless told.</summary>
    public const int DefaultBlocks = 20;

    /// <summary>A change over the whole run that double precision does not tell from none.</summary>
    public const double Rounding = 1e-11;

    private const double Confidence = 0.95;
    private readonly double _duration;
    private readonly double[] _times;
    private readonly double[] _values;
    private readonly long[] _counts;

    /// <summary>Of a run from time 0 on.</summary>
    /// <param name="duration">How long the run lasts.</param>
    /// <param name="blocks">Blocks, at least 3.</param>
    public LinearDrift(double duration, int blocks = DefaultBlocks)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 3);
        if (!(duration > 0)) throw new ArgumentOutOfRangeException(nameof(duration), duration, "Expected a positive time.");
        _duration = duration;
        (_times, _values, _counts) = (new double[blocks], new double[blocks], new long[blocks]);
    }

    /// <summary>Adds a value.</summary>
    /// <param name="time">0 to the duration.</param>
    /// <param name="value">The value.</param>
    public void Add(double time, double value)
    {
        var block = (int)Math.Clamp(time / _duration * _counts.Length, 0, _counts.Length - 1);
        _times[block] += time;
        _values[block] += value;
        _counts[block]++;
    }

    /// <summary>The slope; not a number where fewer than three blocks hold values, or a value was not a number.</summary>
    public DriftSlope Slope()
    {
        int[] filled = [.. Enumerable.Range(0, _counts.Length).Where(b => _counts[b] > 0)];
        if (filled.Length < 3) return new DriftSlope(double.NaN, double.NaN, false, filled.Length);
        double[] t = [.. filled.Select(b => _times[b] / _counts[b])];
        double[] y = [.. filled.Select(b => _values[b] / _counts[b])];
        var (middle, mean) = (t.Average(), y.Average());
        var spread = t.Sum(x => (x - middle) * (x - middle));
        var slope = t.Zip(y, (x, value) => (x - middle) * (value - mean)).Sum() / spread;
        var residual = t.Zip(y, (x, value) => value - mean - (slope * (x - middle))).Sum(r => r * r);
        var error = Math.Sqrt(residual / (filled.Length - 2) / spread);
        var isNone = Math.Abs(slope) * _duration < Rounding || Math.Abs(slope) <= StudentT.InvCDF(0, 1, filled.Length - 2, 0.5 + (Confidence / 2)) * error;
        return new DriftSlope(slope, error, isNone, filled.Length);
    }
}

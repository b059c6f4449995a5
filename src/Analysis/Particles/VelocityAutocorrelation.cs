namespace LatentSim.Analysis;

/// <summary>
/// The velocity autocorrelation function of particles, C(k) = mean of v(t + k) . v(t) over particles and origins, divided by C(0); every frame is an
/// origin. Memory does not grow with the trajectory.
/// </summary>
public sealed class VelocityAutocorrelation
{
    private readonly FrameHistory _history;
    private readonly double[] _sums;
    private readonly long[] _origins;

    /// <summary>Of some particles.</summary>
    /// <param name="coordinates">Velocities of a frame: particles x dimensions.</param>
    /// <param name="lags">The longest lag, in frames.</param>
    public VelocityAutocorrelation(int coordinates, int lags)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(coordinates, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(lags, 0);
        _history = new FrameHistory(coordinates, lags + 1);
        (_sums, _origins) = (new double[lags + 1], new long[lags + 1]);
    }

    /// <summary>Adds the next frame's velocities.</summary>
    public void Add(ReadOnlySpan<double> velocities)
    {
        _history.Add(velocities);
        for (var lag = 0; lag < _history.Count; lag++)
        {
            _sums[lag] += SpanSums.Product(velocities, _history.Back(lag));
            _origins[lag]++;
        }
    }

    /// <summary>C(k) / C(0) at lags of 0, 1, 2, ... frames; NaN where the trajectory is too short, or nothing moves.</summary>
    public double[] Values()
    {
        var square = _sums[0] / _origins[0];
        return [.. _sums.Select((sum, lag) => sum / _origins[lag] / square)];
    }
}

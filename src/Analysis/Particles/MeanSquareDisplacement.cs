namespace LatentSim.Analysis;

/// <summary>The mean-square displacement of particles, MSD(k) = mean over particles and origins of |r(t + k) - r(t)|^2, every frame being an origin. Memory does not grow with the trajectory.</summary>
public sealed class MeanSquareDisplacement
{
    private readonly int _particles;
    private readonly FrameHistory _history;
    private readonly double[] _sums;
    private readonly long[] _origins;

    /// <summary>Of some particles.</summary>
    /// <param name="particles">Their number.</param>
    /// <param name="dimensions">Coordinates of each.</param>
    /// <param name="lags">The longest lag, in frames.</param>
    public MeanSquareDisplacement(int particles, int dimensions, int lags)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(particles, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(lags, 0);
        _particles = particles;
        _history = new FrameHistory(particles * dimensions, lags + 1);
        (_sums, _origins) = (new double[lags + 1], new long[lags + 1]);
    }

    /// <summary>Adds the next frame.</summary>
    /// <param name="positions">[particle, dimension], not wrapped into a box.</param>
    public void Add(ReadOnlySpan<double> positions)
    {
        _history.Add(positions);
        for (var lag = 0; lag < _history.Count; lag++)
        {
            _sums[lag] += SpanSums.SquaredDistance(positions, _history.Back(lag));
            _origins[lag]++;
        }
    }

    /// <summary>MSD at lags of 0, 1, 2, ... frames; NaN where the trajectory is too short.</summary>
    public double[] Values() => [.. _sums.Select((sum, lag) => sum / ((double)_origins[lag] * _particles))];
}

using System.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace LatentSim.Analysis;

/// <summary>
/// Autocorrelation function of a stream of any length, at lags of 0 to <see cref="MaximumLag"/> frames, by fast Fourier transforms of overlapping pieces:
/// memory and time a frame depend on the longest lag (as its logarithm) and not on the length.
/// </summary>
/// <remarks>Call <see cref="BeginTrajectory"/> before each trajectory: no pair spans two. Not safe for concurrent use: add one for each thread.</remarks>
public sealed class AutocorrelationAccumulator
{
    private const int LeastTransform = 1024;

    private readonly double _origin;

    // Values less the origin: the last MaximumLag ones of what was transformed already (zeros before a trajectory's start), then new ones.
    private readonly Complex[] _window;
    private readonly Complex[] _new;
    private readonly Complex[] _old;
    private readonly double[] _products;
    private readonly double[] _members;
    private readonly long[] _pairs;
    private readonly List<double> _head = [];
    private double _sum;
    private int _filled;
    private long _length;
    private double _sumOfAll;
    private long _frames;

    /// <summary>Starts with no frames.</summary>
    /// <param name="maximumLag">Longest lag in frames.</param>
    /// <param name="origin">A value near the mean, subtracted first, which keeps digits; parts that are added up need the same one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The lag is negative or above 2^24, or the origin is not finite.</exception>
    public AutocorrelationAccumulator(int maximumLag, double origin = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximumLag);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximumLag, 1 << 24);
        if (!double.IsFinite(origin)) throw new ArgumentOutOfRangeException(nameof(origin), origin, "Expected a finite value.");
        MaximumLag = maximumLag;
        _origin = origin;
        var size = Math.Max(LeastTransform, (int)BitOperations.RoundUpToPowerOf2((uint)(4 * (maximumLag + 1))));
        (_window, _new, _old) = (new Complex[size], new Complex[size], new Complex[size]);
        (_products, _members, _pairs) = (new double[maximumLag + 1], new double[maximumLag + 1], new long[maximumLag + 1]);
        _filled = maximumLag;
    }

    /// <summary>Longest lag in frames.</summary>
    public int MaximumLag { get; }

    /// <summary>Frames so far.</summary>
    public long Frames => _frames + _length;

    /// <summary>Mean of all frames so far; NaN without frames.</summary>
    public double Mean => _origin + (_sumOfAll + _sum) / Frames;

    /// <summary>Begins the next trajectory.</summary>
    public void BeginTrajectory()
    {
        EndTrajectory();
        Array.Clear(_window);
        _filled = MaximumLag;
        _head.Clear();
        (_sum, _length) = (0, 0);
    }

    /// <summary>Adds the trajectory's next value.</summary>
    /// <exception cref="ArgumentException">It is not finite.</exception>
    public void Add(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentException("Expected a finite value.", nameof(value));
        var x = value - _origin;
        if (_filled == _window.Length) Transform();
        _window[_filled++] = x;
        if (_head.Count < MaximumLag) _head.Add(x);
        _sum += x;
        _length++;
    }

    /// <summary>Adds the trajectory's next values.</summary>
    /// <exception cref="ArgumentException">One is not finite.</exception>
    public void Add(ReadOnlySpan<double> values)
    {
        foreach (var x in values) Add(x);
    }

    /// <summary>Adds the pairs that another one was given; ends the trajectories of both.</summary>
    /// <exception cref="ArgumentException">Its longest lag or its origin is another.</exception>
    public void Add(AutocorrelationAccumulator other)
    {
        if (other.MaximumLag != MaximumLag || other._origin != _origin) throw new ArgumentException("The accumulators have different lags or origins.", nameof(other));
        BeginTrajectory();
        other.BeginTrajectory();
        for (var k = 0; k <= MaximumLag; k++)
        {
            _products[k] += other._products[k];
            _members[k] += other._members[k];
            _pairs[k] += other._pairs[k];
        }

        _sumOfAll += other._sumOfAll;
        _frames += other._frames;
    }

    /// <summary>
    /// C(k) = &lt;(x(t + k) - m)(x(t) - m)&gt; / &lt;(x(t) - m)^2&gt;, averaged over all pairs of all trajectories so far, whose last one this ends.
    /// </summary>
    /// <param name="mean">m: that of all frames where it is null.</param>
    /// <returns>C(0) = 1, C(1), ... up to the longest lag at which there is a pair.</returns>
    /// <exception cref="InvalidOperationException">There are no frames, or they are all alike.</exception>
    public double[] Function(double? mean = null)
    {
        BeginTrajectory();
        if (_frames == 0) throw new InvalidOperationException("There are no frames.");
        var m = (mean ?? Mean) - _origin;
        var count = Array.FindLastIndex(_pairs, n => n > 0) + 1;
        var covariance = new double[count];
        for (var k = 0; k < count; k++) covariance[k] = (_products[k] - m * _members[k]) / _pairs[k] + m * m;

        // Rounding leaves a constant series a variance of some 1e-16 of its squares.
        if (!(covariance[0] > 1e-14 * (m * m + Math.Abs(_products[0]) / _pairs[0]))) throw new InvalidOperationException("The series is constant.");
        return Array.ConvertAll(covariance, c => c / covariance[0]);
    }

    private void EndTrajectory()
    {
        if (_length == 0) return;
        Transform();
        var (first, last) = (0.0, 0.0);
        for (var k = 0; k <= MaximumLag && k < _length; k++)
        {
            _members[k] += 2 * _sum - first - last;
            _pairs[k] += _length - k;
            if (k == MaximumLag) break;
            first += _head[k];
            last += _window[MaximumLag - 1 - k].Real;
        }

        _sumOfAll += _sum;
        _frames += _length;
        (_sum, _length) = (0, 0);
    }

    /// <summary>Adds the products of the new values with themselves and the MaximumLag values before each, and keeps as many values as older ones.</summary>
    private void Transform()
    {
        Array.Clear(_window, _filled, _window.Length - _filled);
        _window.CopyTo(_old, 0);
        _window.CopyTo(_new, 0);
        Array.Clear(_new, 0, MaximumLag);
        Fourier.Forward(_old, FourierOptions.Matlab);
        Fourier.Forward(_new, FourierOptions.Matlab);
        for (var i = 0; i < _new.Length; i++) _new[i] *= Complex.Conjugate(_old[i]);
        Fourier.Inverse(_new, FourierOptions.Matlab);
        for (var k = 0; k <= MaximumLag; k++) _products[k] += _new[k].Real;
        Array.Copy(_window, _filled - MaximumLag, _window, 0, MaximumLag);
        _filled = MaximumLag;
    }
}

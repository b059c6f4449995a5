namespace LatentSim.Analysis;

/// <summary>
/// The two covariance matrices of time-lagged analysis from a stream of frames, in one pass and memory that does not depend on its length:
/// C(0) = (X'X + Y'Y) / 2n and C(lag) = (X'Y + Y'X) / 2n over the n pairs of frames a lag apart, X before Y, about their common mean.
/// </summary>
/// <remarks>
/// Sums are kept of u u' and v v' with u = x + y and v = y - x, so that C(0) = (U'U + V'V) / 4n and C(lag) = (U'U - V'V) / 4n: two symmetric products
/// for a pair, and the small 1 - l of slow processes comes from V'V alone, without cancellation. Not safe for concurrent use: add one for each thread.
/// </remarks>
public sealed class LaggedCovariance
{
    private readonly SymmetricProduct _sums;
    private readonly SymmetricProduct _differences;
    private readonly double[] _total;
    private readonly double[] _recent;
    private readonly double[] _frame;
    private readonly double[] _row;
    private double[]? _origin;
    private long _frames;

    /// <summary>Starts with no frames.</summary>
    /// <param name="dimension">Features of a frame.</param>
    /// <param name="lag">Lag in frames.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, or a lag's frames would take more than 2 GiB.</exception>
    public LaggedCovariance(int dimension, int lag)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(lag, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)dimension * lag, 1L << 28, nameof(lag));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, 1 << 13);
        Dimension = dimension;
        Lag = lag;
        _sums = new SymmetricProduct(dimension);
        _differences = new SymmetricProduct(dimension);
        _total = new double[dimension];
        _recent = new double[dimension * lag];
        _frame = new double[dimension];
        _row = new double[dimension];
    }

    /// <summary>Features of a frame.</summary>
    public int Dimension { get; }

    /// <summary>Lag in frames.</summary>
    public int Lag { get; }

    /// <summary>Pairs of frames so far.</summary>
    public long Pairs { get; private set; }

    /// <summary>Begins the next trajectory: no pair spans two.</summary>
    public void BeginTrajectory() => _frames = 0;

    /// <summary>Adds the trajectory's next frame.</summary>
    /// <exception cref="ArgumentException">The number of features is another, or one is not finite.</exception>
    public void Add(ReadOnlySpan<float> features)
    {
        Require(features.Length);
        for (var i = 0; i < features.Length; i++) _frame[i] = features[i];
        AddFrame();
    }

    /// <inheritdoc cref="Add(ReadOnlySpan{float})"/>
    public void Add(ReadOnlySpan<double> features)
    {
        Require(features.Length);
        features.CopyTo(_frame);
        AddFrame();
    }

    /// <summary>Adds the pairs that another one was given.</summary>
    /// <exception cref="ArgumentException">Its dimension or lag is another.</exception>
    public void Add(LaggedCovariance other)
    {
        if (other.Dimension != Dimension || other.Lag != Lag) throw new ArgumentException("The covariances are of another dimension or lag.", nameof(other));
        if (other.Pairs == 0) return;
        if (Pairs > 0 && !_origin!.AsSpan().SequenceEqual(other._origin))
            throw new ArgumentException("The covariances have different origins: give both the same with StartAt.", nameof(other));
        _origin = other._origin;
        _sums.Add(other._sums);
        _differences.Add(other._differences);
        for (var i = 0; i < Dimension; i++) _total[i] += other._total[i];
        Pairs += other.Pairs;
    }

    /// <summary>
    /// Measures features from a point near their mean, which keeps digits where features vary little beside their size. Without it the first frame is that point;
    /// parts that are added up later need the same one.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are frames already.</exception>
    public void StartAt(ReadOnlySpan<double> origin)
    {
        Require(origin.Length);
        if (_origin is not null) throw new InvalidOperationException("There are frames already.");
        _origin = origin.ToArray();
    }

    /// <summary>The mean over both members of all pairs.</summary>
    /// <exception cref="InvalidOperationException">There is no pair.</exception>
    public double[] Mean()
    {
        ThrowIfEmpty();
        return [.. Enumerable.Range(0, Dimension).Select(i => _origin![i] + _total[i] / (2 * Pairs))];
    }

    /// <summary>C(0): dimension x dimension, symmetric.</summary>
    /// <exception cref="InvalidOperationException">There is no pair.</exception>
    public double[,] Instantaneous() => Combine(1);

    /// <summary>C(lag): dimension x dimension, symmetric.</summary>
    /// <exception cref="InvalidOperationException">There is no pair.</exception>
    public double[,] Lagged() => Combine(-1);

    private double[,] Combine(int sign)
    {
        ThrowIfEmpty();
        var u = _sums.Sums();
        var v = _differences.Sums();
        var matrix = new double[Dimension, Dimension];
        for (var i = 0; i < Dimension; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var k = i * Dimension + j;
                matrix[i, j] = matrix[j, i] = (u[k] - _total[i] * _total[j] / Pairs + sign * v[k]) / (4 * Pairs);
            }
        }

        return matrix;
    }

    private void AddFrame()
    {
        foreach (var x in _frame)
        {
            if (!double.IsFinite(x)) throw new ArgumentException("A feature is not finite.", "features");
        }

        _origin ??= [.. _frame];
        var before = _recent.AsSpan((int)(_frames % Lag) * Dimension, Dimension);
        if (_frames >= Lag) AddPair(before);
        _frame.CopyTo(before);
        _frames++;
    }

    private void AddPair(ReadOnlySpan<double> before)
    {
        for (var i = 0; i < Dimension; i++)
        {
            _row[i] = before[i] + _frame[i] - 2 * _origin![i];
            _total[i] += _row[i];
        }

        _sums.Add(_row);
        for (var i = 0; i < Dimension; i++) _row[i] = _frame[i] - before[i];
        _differences.Add(_row);
        Pairs++;
    }

    private void Require(int length)
    {
        if (length != Dimension) throw new ArgumentException($"Expected {Dimension} features, got {length}.", "features");
    }

    private void ThrowIfEmpty()
    {
        if (Pairs == 0) throw new InvalidOperationException($"No two frames are {Lag} frames apart.");
    }
}

using LatentSim.Molecules.Geometry;

namespace LatentSim.Analysis;

/// <summary>
/// Mean structure of a stream of frames, each superposed on one fixed reference first. Memory is that of two frames. A mean on the mean,
/// iterated, does not depend on the first reference: <see cref="MeanStructure"/>.
/// </summary>
public sealed class StructureAverage
{
    private readonly float[] _reference;
    private readonly double[] _weights;
    private readonly double[] _sums;
    private readonly float[] _moved;
    private double _squares;

    /// <summary>Starts with no frames.</summary>
    /// <param name="reference">float[atom, 3] in nm: what frames are superposed on.</param>
    /// <param name="weights">double[atom]; empty weighs all atoms alike.</param>
    /// <exception cref="ArgumentException">There is no atom, or the weights do not fit.</exception>
    public StructureAverage(ReadOnlySpan<float> reference, ReadOnlySpan<double> weights = default)
    {
        _ = Superposition.Fit(reference, reference, weights);
        _reference = reference.ToArray();
        _weights = weights.ToArray();
        _sums = new double[reference.Length];
        _moved = new float[reference.Length];
    }

    /// <summary>Frames so far.</summary>
    public long Frames { get; private set; }

    /// <summary>Adds a frame, float[atom, 3] in nm.</summary>
    /// <exception cref="ArgumentException">It has another number of atoms.</exception>
    public void Add(ReadOnlySpan<float> positions)
    {
        Superposition.Fit(positions, _reference, _weights).Apply(positions, _moved);
        for (var i = 0; i < _sums.Length; i++)
        {
            // Relative to the reference, so that the small variance keeps its digits.
            var difference = (double)_moved[i] - _reference[i];
            _sums[i] += difference;
            _squares += WeightOf(i) * difference * difference;
        }

        Frames++;
    }

    /// <summary>Adds the frames of another one on the same reference.</summary>
    /// <exception cref="ArgumentException">Its reference or weights are others.</exception>
    public void Add(StructureAverage other)
    {
        if (!_reference.AsSpan().SequenceEqual(other._reference) || !_weights.AsSpan().SequenceEqual(other._weights))
            throw new ArgumentException("The averages have different references.", nameof(other));
        for (var i = 0; i < _sums.Length; i++) _sums[i] += other._sums[i];
        _squares += other._squares;
        Frames += other.Frames;
    }

    /// <summary>The mean structure: float[atom, 3] in nm, in the reference's place.</summary>
    /// <exception cref="InvalidOperationException">There are no frames.</exception>
    public float[] Mean()
    {
        ThrowIfEmpty();
        return [.. _reference.Select((x, i) => (float)(x + _sums[i] / Frames))];
    }

    /// <summary>
    /// Root mean square deviation of the frames from their mean, nm: sqrt(&lt;|x - &lt;x&gt;|^2&gt;), the spread within a basin.
    /// That between two frames is sqrt(2) of it, root mean squared over all pairs in this superposition.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are no frames.</exception>
    public double Spread()
    {
        ThrowIfEmpty();
        var (mean, total) = (0.0, 0.0);
        for (var i = 0; i < _sums.Length; i++)
        {
            mean += WeightOf(i) * _sums[i] / Frames * _sums[i] / Frames;
            total += WeightOf(i) / 3;
        }

        return Math.Sqrt(Math.Max(0, _squares / Frames - mean) / total);
    }

    private double WeightOf(int coordinate) => _weights.Length == 0 ? 1 : _weights[coordinate / 3];

    private void ThrowIfEmpty()
    {
        if (Frames == 0) throw new InvalidOperationException("There are no frames.");
    }
}

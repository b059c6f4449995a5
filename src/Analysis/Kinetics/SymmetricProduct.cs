using System.Numerics;

namespace LatentSim.Analysis;

/// <summary>The sum of r r' over rows r, lower triangle, in double precision: rows are gathered by feature so that each entry is a dot product.</summary>
internal sealed class SymmetricProduct(int dimension)
{
    private const int Rows = 128;

    // Eight more than the rows, so that the features of one row do not share cache sets.
    private const int Stride = Rows + 8;

    private readonly double[] _batch = new double[dimension * Stride];
    private readonly double[] _sums = new double[dimension * dimension];
    private int _filled;

    /// <summary>Adds a row.</summary>
    internal void Add(ReadOnlySpan<double> row)
    {
        for (var i = 0; i < row.Length; i++) _batch[i * Stride + _filled] = row[i];
        if (++_filled == Rows) Flush();
    }

    /// <summary>Adds the sums of another one.</summary>
    internal void Add(SymmetricProduct other)
    {
        var theirs = other.Sums();
        for (var i = 0; i < _sums.Length; i++) _sums[i] += theirs[i];
    }

    /// <summary>dimension x dimension, row by row; only entries of a column up to the row are filled.</summary>
    internal ReadOnlySpan<double> Sums()
    {
        Flush();
        return _sums;
    }

    private void Flush()
    {
        if (_filled == 0) return;
        for (var i = 0; i < dimension; i++)
        {
            var row = _batch.AsSpan(i * Stride, _filled);
            for (var j = 0; j <= i; j++) _sums[i * dimension + j] += Dot(row, _batch.AsSpan(j * Stride, _filled));
        }

        _filled = 0;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var (even, odd, t) = (Vector<double>.Zero, Vector<double>.Zero, 0);
        for (; t + 2 * Vector<double>.Count <= a.Length; t += 2 * Vector<double>.Count)
        {
            even += new Vector<double>(a[t..]) * new Vector<double>(b[t..]);
            odd += new Vector<double>(a[(t + Vector<double>.Count)..]) * new Vector<double>(b[(t + Vector<double>.Count)..]);
        }

        var sum = Vector.Sum(even + odd);
        for (; t < a.Length; t++) sum += a[t] * b[t];
        return sum;
    }
}

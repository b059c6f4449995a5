namespace LatentSim.Analysis;

/// <summary>Slow linear components of a set of features, of unit variance, slowest first.</summary>
public sealed class TicaModel
{
    private readonly double[] _mean;
    private readonly double[,] _components;
    private readonly double[] _eigenvalues;

    internal TicaModel(double[] mean, double[,] components, double[] eigenvalues, double lagTime)
    {
        (_mean, _components, _eigenvalues, LagTime) = (mean, components, eigenvalues, lagTime);
    }

    /// <summary>Lag in ps.</summary>
    public double LagTime { get; }

    /// <summary>Autocorrelations of the components at the lag, greatest first.</summary>
    public IReadOnlyList<double> Eigenvalues => _eigenvalues;

    /// <summary>Implied timescales -lag / ln l_i in ps, slowest first; NaN for an eigenvalue that is not positive.</summary>
    public double[] ImpliedTimescales() => Array.ConvertAll(_eigenvalues, l => l > 0 ? -LagTime / Math.Log(Math.Min(l, 1 - 1e-15)) : double.NaN);

    /// <summary>Writes the components of one frame's features to <paramref name="projection"/>, as many as it has room for.</summary>
    /// <exception cref="ArgumentException">The number of features is not the model's, or there are fewer components than asked for.</exception>
    public void Transform(ReadOnlySpan<double> features, Span<double> projection)
    {
        if (features.Length != _mean.Length) throw new ArgumentException($"Expected {_mean.Length} features, got {features.Length}.", nameof(features));
        if (projection.Length > _eigenvalues.Length) throw new ArgumentException($"There are {_eigenvalues.Length} components.", nameof(projection));
        for (var k = 0; k < projection.Length; k++)
        {
            projection[k] = 0;
            for (var i = 0; i < features.Length; i++) projection[k] += (features[i] - _mean[i]) * _components[i, k];
        }
    }
}

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

    /// <summary>Features of a frame.</summary>
    public int Dimension => _mean.Length;

    /// <summary>Number of components: the dimension, less the directions in which nothing varies.</summary>
    public int Count => _eigenvalues.Length;

    /// <summary>Mean of the features, which is subtracted before they are projected.</summary>
    public IReadOnlyList<double> Mean => _mean;

    /// <summary>Weight of feature <paramref name="feature"/> in component <paramref name="component"/>.</summary>
    public double Weight(int feature, int component) => _components[feature, component];

    /// <summary>Implied timescales -lag / ln l_i in ps, slowest first; NaN for an eigenvalue that is not positive.</summary>
    public double[] ImpliedTimescales() => Array.ConvertAll(_eigenvalues, l => l > 0 ? -LagTime / Math.Log(Math.Min(l, 1 - 1e-15)) : double.NaN);

    /// <summary>Writes the components of one frame's features to <paramref name="projection"/>, as many as it has room for.</summary>
    /// <exception cref="ArgumentException">The number of features is not the model's, or there are fewer components than asked for.</exception>
    public void Transform(ReadOnlySpan<double> features, Span<double> projection)
    {
        Require(features.Length, projection);
        for (var i = 0; i < features.Length; i++) AddFeature(i, features[i], projection);
    }

    /// <inheritdoc cref="Transform(ReadOnlySpan{double}, Span{double})"/>
    public void Transform(ReadOnlySpan<float> features, Span<double> projection)
    {
        Require(features.Length, projection);
        for (var i = 0; i < features.Length; i++) AddFeature(i, features[i], projection);
    }

    private void AddFeature(int feature, double value, Span<double> projection)
    {
        for (var k = 0; k < projection.Length; k++) projection[k] += (value - _mean[feature]) * _components[feature, k];
    }

    private void Require(int features, Span<double> projection)
    {
        if (features != _mean.Length) throw new ArgumentException($"Expected {_mean.Length} features, got {features}.", nameof(features));
        if (projection.Length > _eigenvalues.Length) throw new ArgumentException($"There are {_eigenvalues.Length} components.", nameof(projection));
        projection.Clear();
    }
}

using MathNet.Numerics.LinearAlgebra;

namespace LatentSim.Analysis;

/// <summary>
/// Time-lagged independent component analysis in its reversible form: the linear combinations of features that decorrelate slowest,
/// C(lag) v = l C(0) v with C(0) = (X'X + Y'Y) / 2 and C(lag) = (X'Y + Y'X) / 2 over pairs of frames, X before Y, about their common mean
/// (Perez-Hernandez et al., J. Chem. Phys. 139, 015102 (2013); Wu et al., J. Chem. Phys. 146, 154104 (2017)).
/// </summary>
public sealed class Tica
{
    /// <summary>Lag in frames.</summary>
    public int Lag { get; init; } = 1;

    /// <summary>Time between frames in ps.</summary>
    public double Spacing { get; init; } = 1;

    /// <summary>Directions whose variance is below this share of the greatest are dropped before the inversion of C(0).</summary>
    public double VarianceCutoff { get; init; } = 1e-10;

    /// <summary>Fits the components.</summary>
    /// <param name="trajectories">Features of each trajectory, frame by frame: frames x dimension.</param>
    /// <param name="dimension">Features of a frame.</param>
    /// <exception cref="ArgumentException">No pair of frames is a lag apart, a length does not fit the dimension, or no feature varies.</exception>
    public TicaModel Fit(IReadOnlyList<double[]> trajectories, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Lag, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (trajectories.Any(x => x.Length % dimension != 0)) throw new ArgumentException($"Expected frames of {dimension} features.", nameof(trajectories));
        var pairs = trajectories.Sum(x => Math.Max(0L, x.Length / dimension - Lag));
        if (pairs == 0) throw new ArgumentException($"No two frames are {Lag} frames apart.", nameof(trajectories));

        var mean = Mean(trajectories, dimension, pairs);
        var (instantaneous, lagged) = Covariances(trajectories, dimension, mean, pairs);
        var variances = instantaneous.Evd(Symmetricity.Symmetric);
        var greatest = variances.EigenValues.Max(v => v.Real);
        if (!(greatest > 0)) throw new ArgumentException("No feature varies.", nameof(trajectories));
        var kept = Enumerable.Range(0, dimension).Where(k => variances.EigenValues[k].Real > VarianceCutoff * greatest).ToArray();
        var whitening = Matrix<double>.Build.Dense(dimension, kept.Length, (i, k) => variances.EigenVectors[i, kept[k]] / Math.Sqrt(variances.EigenValues[kept[k]].Real));

        var whitened = whitening.TransposeThisAndMultiply(lagged * whitening);
        var rotation = ((whitened + whitened.Transpose()) / 2).Evd(Symmetricity.Symmetric);
        var order = Enumerable.Range(0, kept.Length).OrderByDescending(k => rotation.EigenValues[k].Real).ToArray();
        var components = whitening * Matrix<double>.Build.Dense(kept.Length, kept.Length, (i, k) => rotation.EigenVectors[i, order[k]]);
        return new TicaModel(mean, components.ToArray(), Array.ConvertAll(order, k => rotation.EigenValues[k].Real), Lag * Spacing);
    }

    private double[] Mean(IReadOnlyList<double[]> trajectories, int dimension, long pairs)
    {
        var mean = new double[dimension];
        foreach (var x in trajectories)
        {
            var count = x.Length - Lag * dimension;
            for (var i = 0; i < count; i++) mean[i % dimension] += x[i] + x[i + Lag * dimension];
        }

        return Array.ConvertAll(mean, m => m / (2 * pairs));
    }

    private (Matrix<double> Instantaneous, Matrix<double> Lagged) Covariances(IReadOnlyList<double[]> trajectories, int dimension, double[] mean, long pairs)
    {
        var instantaneous = Matrix<double>.Build.Dense(dimension, dimension);
        var lagged = Matrix<double>.Build.Dense(dimension, dimension);
        foreach (var x in trajectories)
        {
            var frames = x.Length / dimension - Lag;
            if (frames <= 0) continue;
            var before = Matrix<double>.Build.Dense(frames, dimension, (t, d) => x[t * dimension + d] - mean[d]);
            var after = Matrix<double>.Build.Dense(frames, dimension, (t, d) => x[(t + Lag) * dimension + d] - mean[d]);
            instantaneous += before.TransposeThisAndMultiply(before) + after.TransposeThisAndMultiply(after);
            var cross = before.TransposeThisAndMultiply(after);
            lagged += cross + cross.Transpose();
        }

        return (instantaneous / (2 * pairs), lagged / (2 * pairs));
    }
}

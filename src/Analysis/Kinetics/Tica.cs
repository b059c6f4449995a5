using MathNet.Numerics.LinearAlgebra;

namespace LatentSim.Analysis;

/// <summary>
/// Time-lagged independent component analysis in its reversible form: the linear combinations of features that decorrelate slowest,
/// C(lag) v = l C(0) v with the matrices of <see cref="LaggedCovariance"/>
/// (Perez-Hernandez et al., J. Chem. Phys. 139, 015102 (2013); Wu et al., J. Chem. Phys. 146, 154104 (2017)).
/// Components have unit variance; they are not scaled by their eigenvalues or timescales (no kinetic map).
/// A component's sign is the one that correlates it positively with the feature that it correlates with most.
/// </summary>
public sealed class Tica
{
    // Features whose correlations with a component differ by less are told apart by their order, so that rounding does not choose a sign.
    private const double EqualCorrelations = 1e-6;

    /// <summary>Lag in frames.</summary>
    public int Lag { get; init; } = 1;

    /// <summary>Time between frames in ps.</summary>
    public double Spacing { get; init; } = 1;

    /// <summary>Directions whose variance is below this share of the greatest are dropped before the inversion of C(0).</summary>
    public double VarianceCutoff { get; init; } = 1e-10;

    /// <summary>Fits the components to trajectories in memory.</summary>
    /// <param name="trajectories">Features of each trajectory, frame by frame: frames x dimension.</param>
    /// <param name="dimension">Features of a frame.</param>
    /// <exception cref="ArgumentException">No pair of frames is a lag apart, a length does not fit the dimension, or no feature varies.</exception>
    public TicaModel Fit(IReadOnlyList<double[]> trajectories, int dimension)
    {
        var covariance = new LaggedCovariance(dimension, Lag);
        if (trajectories.Any(x => x.Length % dimension != 0)) throw new ArgumentException($"Expected frames of {dimension} features.", nameof(trajectories));
        foreach (var x in trajectories)
        {
            covariance.BeginTrajectory();
            for (var t = 0; t < x.Length; t += dimension) covariance.Add(x.AsSpan(t, dimension));
        }

        return Fit(covariance);
    }

    /// <summary>Fits the components to what was accumulated from a stream; the lag is the accumulator's.</summary>
    /// <exception cref="ArgumentException">There is no pair of frames, or no feature varies.</exception>
    public TicaModel Fit(LaggedCovariance covariance)
    {
        if (covariance.Pairs == 0) throw new ArgumentException($"No two frames are {covariance.Lag} frames apart.", nameof(covariance));
        var instantaneous = Matrix<double>.Build.DenseOfArray(covariance.Instantaneous());
        var lagged = Matrix<double>.Build.DenseOfArray(covariance.Lagged());
        var variances = instantaneous.Evd(Symmetricity.Symmetric);
        var greatest = variances.EigenValues.Max(v => v.Real);
        if (!(greatest > 0)) throw new ArgumentException("No feature varies.", nameof(covariance));
        var kept = Enumerable.Range(0, covariance.Dimension).Where(k => variances.EigenValues[k].Real > VarianceCutoff * greatest).ToArray();
        var whitening = Matrix<double>.Build.Dense(covariance.Dimension, kept.Length, (i, k) => variances.EigenVectors[i, kept[k]] / Math.Sqrt(variances.EigenValues[kept[k]].Real));

        var whitened = whitening.TransposeThisAndMultiply(lagged * whitening);
        var rotation = ((whitened + whitened.Transpose()) / 2).Evd(Symmetricity.Symmetric);
        var order = Enumerable.Range(0, kept.Length).OrderByDescending(k => rotation.EigenValues[k].Real).ToArray();
        var components = whitening * Matrix<double>.Build.Dense(kept.Length, kept.Length, (i, k) => rotation.EigenVectors[i, order[k]]);
        FixSigns(components, instantaneous);
        return new TicaModel(covariance.Mean(), components.ToArray(), Array.ConvertAll(order, k => rotation.EigenValues[k].Real), covariance.Lag * Spacing);
    }

    private static void FixSigns(Matrix<double> components, Matrix<double> instantaneous)
    {
        var covariances = instantaneous * components;
        for (var k = 0; k < components.ColumnCount; k++)
        {
            var leading = 0.0;
            for (var i = 0; i < components.RowCount; i++)
            {
                if (!(instantaneous[i, i] > 0)) continue;
                var correlation = covariances[i, k] / Math.Sqrt(instantaneous[i, i]);
                if (Math.Abs(correlation) > Math.Abs(leading) + EqualCorrelations) leading = correlation;
            }

            if (leading < 0) components.SetColumn(k, -components.Column(k));
        }
    }
}

using MathNet.Numerics.LinearAlgebra;

namespace LatentSim.Models.Training;

/// <summary>
/// The eigenfunctions of the transfer operator within the span of given functions: Ct s = lambda C0 s with the reversible estimators of
/// <see cref="ReversibleVampGradient"/>. psi_i(x) = sum_j Vectors[j, i] (chi_j(x) - Mean_j) has mean 0 and variance 1 over the pairs.
/// </summary>
/// <param name="Mean">The mean of each function.</param>
/// <param name="Vectors">[function, eigenfunction].</param>
/// <param name="Eigenvalues">Descending.</param>
internal sealed record ReversibleEigenproblem(double[] Mean, double[,] Vectors, double[] Eigenvalues)
{
    private const double RelativeRidge = 1e-12;

    /// <summary>Solves it.</summary>
    /// <param name="functions">[frame, function].</param>
    /// <param name="pairs">The rows of the pairs' first frames.</param>
    /// <param name="lag">Rows to the second.</param>
    /// <exception cref="ArgumentException">The functions are linearly dependent.</exception>
    public static ReversibleEigenproblem Solve(float[,] functions, ReadOnlySpan<long> pairs, int lag)
    {
        ReversibleCovariance covariance = ReversibleCovariance.Of(functions, pairs, lag);
        int count = covariance.Mean.Length;
        Matrix<double> instantaneous = Matrix<double>.Build.DenseOfArray(covariance.Instantaneous);
        Matrix<double> lagged = Matrix<double>.Build.DenseOfArray(covariance.Lagged);
        instantaneous += Matrix<double>.Build.DenseIdentity(count) * (RelativeRidge * instantaneous.Trace());

        Matrix<double> inverse = Factor(instantaneous).Inverse();
        Matrix<double> whitened = inverse * lagged * inverse.Transpose();
        var spectrum = ((whitened + whitened.Transpose()) * 0.5).Evd(Symmetricity.Symmetric);
        Matrix<double> vectors = inverse.Transpose() * spectrum.EigenVectors;

        double[,] descending = new double[count, count];
        double[] eigenvalues = new double[count];
        for (int i = 0; i < count; i++)
        {
            eigenvalues[i] = spectrum.EigenValues[count - 1 - i].Real;
            for (int j = 0; j < count; j++)
                descending[j, i] = vectors[j, count - 1 - i];
        }

        ReversibleEigenproblem result = new(covariance.Mean, descending, eigenvalues);
        result.FixSigns(functions);
        return result;
    }

    /// <summary>The eigenfunctions but for some.</summary>
    /// <param name="modes">Those to leave out, counted from 1.</param>
    public ReversibleEigenproblem Without(IReadOnlyCollection<int> modes)
    {
        int[] kept = [.. Enumerable.Range(0, Eigenvalues.Length).Where(i => !modes.Contains(i + 1))];
        double[,] vectors = new double[Mean.Length, kept.Length];
        for (int i = 0; i < kept.Length; i++)
        {
            for (int j = 0; j < Mean.Length; j++)
                vectors[j, i] = Vectors[j, kept[i]];
        }

        return new ReversibleEigenproblem(Mean, vectors, [.. kept.Select(i => Eigenvalues[i])]);
    }

    /// <summary>The value of an eigenfunction.</summary>
    public double Evaluate(ReadOnlySpan<float> functions, int eigenfunction)
    {
        double value = 0;
        for (int j = 0; j < functions.Length; j++)
            value += Vectors[j, eigenfunction] * (functions[j] - Mean[j]);
        return value;
    }

    /// <summary>The autocorrelation at the lag of each eigenfunction over other pairs.</summary>
    public double[] Autocorrelations(float[,] functions, ReadOnlySpan<long> pairs, int lag)
    {
        ReversibleCovariance covariance = ReversibleCovariance.Of(functions, pairs, lag);
        double[] result = new double[Eigenvalues.Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = Quadratic(covariance.Lagged, i) / Quadratic(covariance.Instantaneous, i);
        return result;
    }

    // An eigenvector's sign is arbitrary; here every eigenfunction leans to the positive side: its third moment is positive.
    private void FixSigns(float[,] functions)
    {
        for (int i = 0; i < Eigenvalues.Length; i++)
        {
            double moment = 0;
            for (int row = 0; row < functions.GetLength(0); row++)
            {
                double value = Evaluate(Rows.Row(functions, row), i);
                moment += value * value * value;
            }

            if (moment >= 0)
                continue;
            for (int j = 0; j < Mean.Length; j++)
                Vectors[j, i] = -Vectors[j, i];
        }
    }

    private double Quadratic(double[,] matrix, int eigenfunction)
    {
        double sum = 0;
        for (int i = 0; i < Mean.Length; i++)
        {
            for (int j = 0; j < Mean.Length; j++)
                sum += Vectors[i, eigenfunction] * matrix[i, j] * Vectors[j, eigenfunction];
        }

        return sum;
    }

    private static Matrix<double> Factor(Matrix<double> symmetric)
    {
        try
        {
            return symmetric.Cholesky().Factor;
        }
        catch (ArgumentException error)
        {
            throw new ArgumentException("The learned functions are linearly dependent: ask for fewer eigenfunctions.", error);
        }
    }
}

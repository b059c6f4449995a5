using MathNet.Numerics.LinearAlgebra;

namespace LatentSim.Analysis;

/// <summary>
/// The greatest eigenvalues of a transition matrix and their right eigenvectors by subspace iteration with a Rayleigh-Ritz step (Golub and Van Loan, Matrix
/// Computations, section 7.3): the matrix need not be symmetric, and only products with a few vectors are taken.
/// </summary>
internal static class SlowSpectrum
{
    private const int Guard = 6;
    private const int MostRounds = 25;
    private const int ProductsARound = 8;
    private const double Tolerance = 1e-10;
    private const double Dependent = 1e-12;

    /// <summary>Finds them.</summary>
    /// <param name="transition">Rows add up to one.</param>
    /// <param name="count">How many are wanted.</param>
    /// <returns>The real parts of the eigenvalues, greatest first, and the eigenvectors as columns, not normalised.</returns>
    public static (double[] Eigenvalues, Matrix<double> Vectors) Of(Matrix<double> transition, int count)
    {
        int size = Math.Min(count + Guard, transition.RowCount);
        Matrix<double> basis = Start(transition.RowCount, size);
        double[] before = new double[count];
        for (int round = 0; ; round++)
        {
            for (int i = 0; i < ProductsARound; i++)
                basis = Orthonormal(transition * basis);
            (double[] values, Matrix<double> vectors) = Ritz(transition, basis, Math.Min(count, size));
            if (round == MostRounds || values.Zip(before, (now, then) => Math.Abs(now - then)).Max() < Tolerance)
                return (values, vectors);
            before = values;
        }
    }

    private static (double[] Values, Matrix<double> Vectors) Ritz(Matrix<double> transition, Matrix<double> basis, int count)
    {
        var small = basis.TransposeThisAndMultiply(transition * basis).Evd(Symmetricity.Asymmetric);
        int[] order = [.. Enumerable.Range(0, basis.ColumnCount).OrderByDescending(k => small.EigenValues[k].Real).Take(count)];
        Matrix<double> chosen = Matrix<double>.Build.DenseOfColumnVectors(order.Select(k => small.EigenVectors.Column(k)));
        return (Array.ConvertAll(order, k => small.EigenValues[k].Real), basis * chosen);
    }

    // Chebyshev polynomials of the cell's place: smooth, as slow eigenfunctions are.
    private static Matrix<double> Start(int rows, int columns) => Orthonormal(Matrix<double>.Build.Dense(
        rows, columns, (i, k) => Math.Cos(k * Math.Acos(((2.0 * i) + 1 - rows) / rows))));

    // Gram and Schmidt, twice, which is enough for any columns; one that depends on those before it becomes zero.
    private static Matrix<double> Orthonormal(Matrix<double> columns)
    {
        double[][] vectors = columns.ToColumnArrays();
        for (int k = 0; k < vectors.Length; k++)
        {
            double before = Norm(vectors[k]);
            for (int pass = 0; pass < 2; pass++)
            {
                for (int l = 0; l < k; l++)
                    Subtract(vectors[k], vectors[l]);
            }

            double after = Norm(vectors[k]);
            double scale = after > Dependent * before ? 1 / after : 0;
            for (int i = 0; i < vectors[k].Length; i++)
                vectors[k][i] *= scale;
        }

        return Matrix<double>.Build.DenseOfColumnArrays(vectors);
    }

    private static double Norm(double[] vector) => Math.Sqrt(vector.Sum(x => x * x));

    private static void Subtract(double[] vector, double[] along)
    {
        double product = 0;
        for (int i = 0; i < vector.Length; i++)
            product += vector[i] * along[i];
        for (int i = 0; i < vector.Length; i++)
            vector[i] -= product * along[i];
    }
}

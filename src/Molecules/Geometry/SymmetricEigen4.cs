namespace LatentSim.Molecules.Geometry;

/// <summary>Eigenvalues and eigenvectors of a symmetric 4 x 4 matrix by cyclic Jacobi rotations (Golub and Van Loan, Matrix Computations,
/// section 8.5):
/// no allocation, and sound for repeated eigenvalues, which degenerate superpositions have.</summary>
internal static class SymmetricEigen4
{
    /// <summary>Sweeps after which a matrix that is not finite is left as it is.</summary>
    internal const int MaximumSweeps = 30;

    /// <summary>Leaves the eigenvalues on the diagonal of <paramref name="matrix"/> and their eigenvectors in the columns of
    /// <paramref name="vectors"/>.</summary>
    /// <param name="matrix">double[4, 4].</param>
    /// <param name="vectors">double[4, 4].</param>
    internal static void Solve(Span<double> matrix, Span<double> vectors)
    {
        vectors.Clear();
        for (var i = 0; i < 4; i++)
            vectors[5 * i] = 1;
        var negligible = 1e-32 * SumOfSquares(matrix, diagonal: true);
        for (var sweep = 0; sweep < MaximumSweeps; sweep++)
        {
            if (!(SumOfSquares(matrix, diagonal: false) > negligible))
                return;
            for (var p = 0; p < 3; p++)
                for (var q = p + 1; q < 4; q++)
                    Rotate(matrix, vectors, p, q);
        }
    }

    private static double SumOfSquares(ReadOnlySpan<double> matrix, bool diagonal)
    {
        var sum = 0.0;
        for (var i = 0; i < 16; i++)
            if (diagonal || i % 5 != 0)
                sum += matrix[i] * matrix[i];
        return sum;
    }

    private static void Rotate(Span<double> matrix, Span<double> vectors, int p, int q)
    {
        var offDiagonal = matrix[(4 * p) + q];
        if (offDiagonal == 0)
            return;
        var ratio = (matrix[5 * q] - matrix[5 * p]) / (2 * offDiagonal);
        var tangent = Math.CopySign(1, ratio) / (Math.Abs(ratio) + Math.Sqrt(1 + (ratio * ratio)));
        var cosine = 1 / Math.Sqrt(1 + (tangent * tangent));
        var sine = tangent * cosine;
        for (var k = 0; k < 4; k++)
            (matrix[(4 * k) + p], matrix[(4 * k) + q]) = Turn(matrix[(4 * k) + p], matrix[(4 * k) + q], cosine, sine);
        for (var k = 0; k < 4; k++)
            (matrix[(4 * p) + k], matrix[(4 * q) + k]) = Turn(matrix[(4 * p) + k], matrix[(4 * q) + k], cosine, sine);
        for (var k = 0; k < 4; k++)
            (vectors[(4 * k) + p], vectors[(4 * k) + q]) = Turn(vectors[(4 * k) + p], vectors[(4 * k) + q], cosine, sine);
    }

    private static (double P, double Q) Turn(double p, double q, double cosine, double sine) =>
        ((cosine * p) - (sine * q), (sine * p) + (cosine * q));
}

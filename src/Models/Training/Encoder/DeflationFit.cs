using LatentSim.Models.Weights;
using MathNet.Numerics.LinearAlgebra;

namespace LatentSim.Models.Training;

/// <summary>The part of trained functions that known coordinates predict, by least squares over the training pairs.</summary>
internal sealed class DeflationFit
{
    private const double RelativeRidge = 1e-6;
    private readonly DeflationTable table;
    private readonly double[,] coefficients;

    /// <summary>Fits.</summary>
    /// <param name="table">The coordinates' functions.</param>
    /// <param name="functions">[frame, function] as trained; what the coordinates predict is subtracted from them.</param>
    /// <param name="pairs">The rows of the training pairs' first frames.</param>
    /// <param name="lag">Rows to the second.</param>
    public DeflationFit(DeflationTable table, float[,] functions, ReadOnlySpan<long> pairs, int lag)
    {
        this.table = table;
        int known = table.Values.GetLength(1);
        int count = functions.GetLength(1);
        float[,] both = Beside(table.Values, functions);
        Matrix<double> covariance = Matrix<double>.Build.DenseOfArray(ReversibleCovariance.Of(both, pairs, lag).Instantaneous);
        Matrix<double> own = covariance.SubMatrix(0, known, 0, known);
        own += Matrix<double>.Build.DenseIdentity(known) * (RelativeRidge * own.Trace());
        coefficients = own.Cholesky().Solve(covariance.SubMatrix(0, known, known, count)).Transpose().ToArray();
        Subtract(functions);
    }

    /// <summary>The deflation of latents that are a map of what is left of the functions.</summary>
    public Deflation Of(AffineMap latents)
    {
        AffineMap predicted = new(coefficients, new double[coefficients.GetLength(0)]);
        return new Deflation(table.Coordinates, predicted.Then(latents).ToLayer().Weights);
    }

    private void Subtract(float[,] functions)
    {
        for (int row = 0; row < functions.GetLength(0); row++)
        {
            ReadOnlySpan<float> known = Rows.Row(table.Values, row);
            Span<float> target = Rows.Row(functions, row);
            for (int i = 0; i < target.Length; i++)
            {
                double sum = 0;
                for (int j = 0; j < known.Length; j++)
                    sum += coefficients[i, j] * known[j];
                target[i] = (float)(target[i] - sum);
            }
        }
    }

    private static float[,] Beside(float[,] left, float[,] right)
    {
        float[,] both = new float[left.GetLength(0), left.GetLength(1) + right.GetLength(1)];
        for (int row = 0; row < both.GetLength(0); row++)
        {
            Rows.Row(left, row).CopyTo(Rows.Row(both, row));
            Rows.Row(right, row).CopyTo(Rows.Row(both, row)[left.GetLength(1)..]);
        }

        return both;
    }
}

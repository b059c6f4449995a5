using LatentSim.Models.Weights;

namespace LatentSim.Models.Backmapper.Voxel;

/// <summary>Checks that the arrays of a mixture of Gaussians are of one size and describe a density.</summary>
internal static class GaussianMixtureCheck
{
    private const double ShareTolerance = 1e-4;

    /// <summary>What is wrong, or null.</summary>
    public static string? Problem(GaussianMixture mixture, int dimension)
    {
        if (mixture.Shares.Length == 0)
            return "a mixture of no Gaussians";
        if (mixture.Means.Length != (long)mixture.Components * dimension)
            return $"{mixture.Means.Length} means of a mixture, expected {mixture.Components} x {dimension}";
        if (mixture.Factors.Length != (long)mixture.Components * dimension * dimension)
            return $"{mixture.Factors.Length} Cholesky factors of a mixture, expected {mixture.Components} x {dimension} x {dimension}";
        if (!(mixture.Shares.Min() >= 0) || !(Math.Abs(mixture.Shares.Sum(share => (double)share) - 1) < ShareTolerance))
            return "shares of a mixture that are not parts of 1";
        return FactorProblem(mixture.Factors, dimension);
    }

    private static string? FactorProblem(float[] factors, int dimension)
    {
        for (int i = 0; i < factors.Length; i++)
        {
            (int row, int column) = (i / dimension % dimension, i % dimension);
            bool good = column < row || (column == row ? factors[i] > 0 : factors[i] == 0);
            if (!good)
                return $"{factors[i]} at row {row}, column {column} of a Cholesky factor, expected {(column == row ? "a positive number" : "0")}";
        }

        return null;
    }
}

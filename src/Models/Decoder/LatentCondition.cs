using LatentSim.Models.Weights;

namespace LatentSim.Models.Decoder;

/// <summary>
/// Builds the rows that condition a flow decoder: [standardized latent | rank of each latent coordinate, scaled to unit variance]. Training and kernel
/// share it, so that both see the same floats.
/// </summary>
public sealed class LatentCondition
{
    private const int KnotCount = 65;

    // Ranks are uniform on [-sqrt 3, sqrt 3], which has unit variance.
    private const float LargestRank = 1.7320508f;

    private readonly LatentScale scale;
    private readonly int knots;

    /// <summary>Makes the builder that belongs to a fitted scale.</summary>
    /// <exception cref="ArgumentException">Sizes do not agree or values are out of range.</exception>
    public LatentCondition(LatentScale scale)
    {
        if (Problem(scale) is { } problem)
            throw new ArgumentException(problem, nameof(scale));

        this.scale = scale;
        knots = scale.Quantiles.Length / scale.Mean.Length;
    }

    /// <summary>The number of latent coordinates, m.</summary>
    public int Dimension => scale.Mean.Length;

    /// <summary>The length of a condition row, 2 m.</summary>
    public int Size => 2 * Dimension;

    /// <summary>Fits the scale of training latents.</summary>
    /// <param name="latents">[row, dim].</param>
    /// <param name="dimension">The number of latent coordinates, m.</param>
    /// <exception cref="ArgumentException">There are fewer than two rows.</exception>
    public static LatentScale Fit(ReadOnlySpan<float> latents, int dimension)
    {
        int rows = latents.Length / dimension;
        if (rows < 2)
            throw new ArgumentException("expected at least two latent points", nameof(latents));

        var mean = new float[dimension];
        var deviation = new float[dimension];
        var quantiles = new float[dimension * KnotCount];
        var column = new double[rows];
        for (int d = 0; d < dimension; d++)
        {
            for (int row = 0; row < rows; row++)
                column[row] = latents[(row * dimension) + d];
            double average = column.Average();
            double variance = column.Sum(value => (value - average) * (value - average)) / rows;
            mean[d] = (float)average;
            deviation[d] = (float)Math.Max(Math.Sqrt(variance), 1e-6);
            Array.Sort(column);
            for (int k = 0; k < KnotCount; k++)
                quantiles[(d * KnotCount) + k] = (float)Quantile(column, (double)k / (KnotCount - 1));
        }
        return new LatentScale(mean, deviation, quantiles);
    }

    /// <summary>Fills one condition row [<see cref="Size"/>] of a latent point [<see cref="Dimension"/>].</summary>
    public void Fill(ReadOnlySpan<float> latent, Span<float> condition)
    {
        for (int d = 0; d < Dimension; d++)
        {
            condition[d] = (latent[d] - scale.Mean[d]) / scale.Deviation[d];
            condition[Dimension + d] = Rank(scale.Quantiles.AsSpan(d * knots, knots), latent[d]);
        }
    }

    /// <summary>What is wrong with a scale, or null.</summary>
    internal static string? Problem(LatentScale scale)
    {
        int dimension = scale.Mean.Length;
        if (dimension == 0 || scale.Deviation.Length != dimension)
            return $"{scale.Deviation.Length} latent deviations, expected {dimension}, at least 1";
        if (scale.Deviation.Any(value => !(value > 0)))
            return "a latent deviation that is not positive";
        if (scale.Quantiles.Length % dimension != 0 || scale.Quantiles.Length / dimension < 2)
            return $"{scale.Quantiles.Length} latent quantiles, expected at least 2 for each of {dimension}";

        int knots = scale.Quantiles.Length / dimension;
        for (int i = 0; i < scale.Quantiles.Length; i++)
        {
            bool first = i % knots == 0;
            if (!float.IsFinite(scale.Quantiles[i]) || (!first && scale.Quantiles[i] < scale.Quantiles[i - 1]))
                return "latent quantiles that decrease or are not finite";
        }
        return null;
    }

    private static double Quantile(double[] sorted, double fraction)
    {
        double position = fraction * (sorted.Length - 1);
        int below = Math.Min((int)position, sorted.Length - 2);
        return sorted[below] + ((position - below) * (sorted[below + 1] - sorted[below]));
    }

    private static float Rank(ReadOnlySpan<float> quantiles, float value)
    {
        if (!(value > quantiles[0]))
            return -LargestRank;
        if (value >= quantiles[^1])
            return LargestRank;

        int above = 1;
        while (quantiles[above] <= value)
            above++;
        float share = (value - quantiles[above - 1]) / (quantiles[above] - quantiles[above - 1]);
        return LargestRank * ((2 * (above - 1 + share) / (quantiles.Length - 1)) - 1);
    }
}

namespace LatentSim.Analysis;

/// <summary>
/// Mean of K estimates from contiguous blocks of one sample, with its standard error s / sqrt(K), s^2 = sum (x_k - mean)^2 / (K - 1).
/// Valid where the blocks are long beside the correlation time (Flyvbjerg and Petersen, J. Chem. Phys. 91, 461 (1989)).
/// </summary>
/// <param name="Mean">Mean of the blocks' estimates.</param>
/// <param name="StandardError">Standard error of the mean; null with fewer than two blocks.</param>
/// <param name="Blocks">The blocks' estimates.</param>
public sealed record BlockAverage(double Mean, double? StandardError, IReadOnlyList<double> Blocks)
{
    /// <summary>Blocks that the project's comparisons use.</summary>
    public const int DefaultBlocks = 5;

    /// <summary>The average of estimates that were made block by block.</summary>
    /// <exception cref="ArgumentException">There is no estimate.</exception>
    public static BlockAverage Of(ReadOnlySpan<double> estimates)
    {
        if (estimates.IsEmpty) throw new ArgumentException("There is no estimate to average.", nameof(estimates));
        var mean = 0.0;
        foreach (var x in estimates) mean += x / estimates.Length;
        if (estimates.Length < 2) return new BlockAverage(mean, null, estimates.ToArray());
        var squares = 0.0;
        foreach (var x in estimates) squares += (x - mean) * (x - mean);
        return new BlockAverage(mean, Math.Sqrt(squares / (estimates.Length - 1) / estimates.Length), estimates.ToArray());
    }

    /// <summary>
    /// Splits a series into <paramref name="blocks"/> contiguous blocks of equal length (what remains at the end is left out)
    /// and averages each.
    /// </summary>
    /// <exception cref="ArgumentException">The series is shorter than the number of blocks.</exception>
    public static BlockAverage OfSeries(ReadOnlySpan<double> series, int blocks = DefaultBlocks)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 1);
        var length = series.Length / blocks;
        if (length == 0) throw new ArgumentException($"Expected at least {blocks} values, got {series.Length}.", nameof(series));
        var means = new double[blocks];
        for (var k = 0; k < blocks; k++)
        {
            foreach (var x in series.Slice(k * length, length)) means[k] += x / length;
        }

        return Of(means);
    }
}

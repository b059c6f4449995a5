namespace LatentSim.Analysis;

/// <summary>One timescale of relaxation.</summary>
/// <param name="Value">Timescale in ps; null where the data do not resolve it.</param>
/// <param name="StandardError">Standard error in ps from the blocks that resolve it: s / sqrt(K); null where fewer than two do.</param>
/// <param name="Blocks">The blocks' timescales in ps; null where a block does not resolve it.</param>
public sealed record TimescaleStatistics(double? Value, double? StandardError, IReadOnlyList<double?> Blocks)
{
    /// <summary>Standard deviation of the timescale over bootstrap samples, ps; null where none were made.</summary>
    public double? BootstrapError { get; init; }

    /// <summary>A timescale with the error that its blocks' estimates give.</summary>
    public static TimescaleStatistics Of(double? value, IReadOnlyList<double?> blocks)
    {
        double[] resolved = [.. blocks.OfType<double>()];
        return new TimescaleStatistics(value, resolved.Length < 2 ? null : BlockAverage.Of(resolved).StandardError, blocks);
    }
}

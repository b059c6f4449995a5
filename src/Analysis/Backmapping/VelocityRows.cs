using LatentSim.Analysis.Reports;

namespace LatentSim.Analysis;

/// <summary>The rows on motion from frame to frame.</summary>
internal static class VelocityRows
{
    // Decoded frames lie and turn as they may: only their shapes follow one another.
    internal static IEnumerable<ComparisonRow> Of(BackmapComparison comparison) =>
        [.. comparison.IsBackmapped ? Rows(comparison, "frames as they are", e => e.Velocities) : [], .. Rows(comparison, "after superposition", e => e.InternalVelocities)];

    /// <summary>What a run's velocities are multiplied by before they are compared: 1, or for a coarse model what makes the means agree.</summary>
    internal static double Factor(BackmapComparison comparison, VelocityDistribution run, VelocityDistribution truth) =>
        comparison.IsOutOfDistribution && run.Mean.Value is > 0 ? truth.Mean.Value / run.Mean.Value ?? 1 : 1;

    private static IEnumerable<ComparisonRow> Rows(BackmapComparison comparison, string how, Func<BackmapEnsemble, VelocityDistribution?> of)
    {
        if (of(comparison.Truth) is not { } truth || of(comparison.Run) is not { } run) yield break;
        var (factor, limit) = (Factor(comparison, run, truth), comparison.IsBackmapped ? comparison.Limits.VelocityDistance : null);
        var distance = run.DistanceTo(truth, factor);
        yield return LatentRow.Of(
            $"RMS velocities from frame to frame, {how}: Kolmogorov-Smirnov distance", LatentRow.AtMost(limit, ""), $"{Comparison.Text(distance, "F4")}{(comparison.IsOutOfDistribution ? " scaled" : "")}", distance,
            truth.BlockDistance is { } own ? $"a fifth of MD against all: {Comparison.Text(own, "F4")}" : "", distance, limit);
        yield return LatentRow.Measured(
            $"mean RMS velocity, {how}", $"{Text(run.Mean)} nm/ps", run.Mean.Value,
            $"MD: {Text(truth.Mean)} nm/ps{(comparison.IsOutOfDistribution ? $"; factor {Comparison.Text(factor, "G4")}" : "")}");
    }

    private static string Text(Estimate mean) => ErrorText.Of(mean.Value ?? double.NaN, mean.StandardError);
}

namespace LatentSim.Analysis;

/// <summary>The rows on timescales (Sidky et al. 2020, section 3.2, Kinetics; Table 1).</summary>
internal static class KineticRows
{
    // A run this many times as long as the training MD is what the asked ratio of errors is for.
    private const double AskedLengthRatio = 100;

    internal static IEnumerable<ComparisonRow> Of(LatentComparison comparison)
    {
        var timescales = LatentTimescale.OfRelaxation(comparison);
        return timescales.SelectMany(t => RowsOf(comparison, t)).Concat(ErrorRows(comparison, timescales)).Concat(LatentTimescale.OfMarkovModel(comparison).Select(MarkovRow)).Concat(ProbabilityRows(comparison));
    }

    private static IEnumerable<ComparisonRow> RowsOf(LatentComparison comparison, LatentTimescale t)
    {
        var (share, name) = (comparison.Limits.Timescales, $"t_{t.Number}, fitted to the autocorrelation of psi_{t.Number}");
        yield return LatentRow.Of(
            name, $"{LatentRow.Within(share)} of MD, or within MD's own error", Value(t), t.Run.Value, Context(t), t.Deviation, share is { } s && t.Truth.Value is { } truth ? Math.Max(s * truth, t.Truth.StandardError ?? 0) : share);
        var coverage = comparison.Limits.Coverage;
        yield return LatentRow.Of(
            $"t_{t.Number}: distance from MD in total errors", LatentRow.AtMost(coverage, ""), t.Distance is { } z ? Comparison.Text(z, "F2") : "no error known", t.Distance,
            "sqrt(sampling² + training² + MD's²)", t.Distance, coverage);
    }

    private static ComparisonRow MarkovRow(LatentTimescale t) => LatentRow.Measured($"t_{t.Number}, Markov model on {LatentDefinition.ClusterCount} clusters", Value(t), t.Run.Value, Context(t));

    private static IEnumerable<ComparisonRow> ErrorRows(LatentComparison comparison, IReadOnlyList<LatentTimescale> timescales)
    {
        if (comparison.Training is not { } training) yield break;
        var known = timescales.Where(t => t.ErrorRatio is not null).ToArray();
        if (known.Length == 0) yield break;
        var ratio = Math.Sqrt(known.Average(t => t.RelativeTrainingError * t.RelativeTrainingError) / known.Average(t => t.RelativeRunError * t.RelativeRunError));
        var length = comparison.Run.Time / training.Time;
        var limit = comparison.Limits.ErrorRatio * Math.Sqrt(length / AskedLengthRatio);
        yield return new ComparisonRow(
            "errors of the timescales: training MD's, in those of the run", limit is { } least ? $">= {Comparison.Text(least, "F1")} for a run {Comparison.Text(length, "G3")} times as long" : "",
            Comparison.Text(ratio, "F1"), ratio, string.Join(", ", known.Select(t => $"t_{t.Number}: {Comparison.Text(t.ErrorRatio!.Value, "F1")}")),
            limit is null ? Verdict.Measured : Comparison.Ask(ratio >= limit));
    }

    private static IEnumerable<ComparisonRow> ProbabilityRows(LatentComparison comparison)
    {
        if (comparison.Truth.ChapmanKolmogorov is not { } truth || comparison.Run.ChapmanKolmogorov is not { } run) yield break;
        var largest = run.Rows.Zip(truth.Rows, (ours, theirs) => Math.Abs(ours.Counted.Value - theirs.Counted.Value ?? 0)).Max();
        yield return LatentRow.Measured(
            $"probabilities between {truth.Sets} metastable sets over 1 to {LatentEstimator.Multiples} lags: largest difference from MD", Comparison.Text(largest, "F3"), largest,
            $"Markov model of MD against MD: {Comparison.Text(truth.LargestDifference, "F3")}");
    }

    private static string Value(LatentTimescale t)
    {
        var change = t.Run.Value / t.Truth.Value is { } ratio ? $" ({LatentRow.Change(ratio)})" : "";
        return $"{MolecularTime.Text(t.Run.Value, t.Run.StandardError)}{(t.TotalError is { } total && t.Training?.StandardError is not null ? $", total ± {MolecularTime.Error(total)}" : "")}{change}";
    }

    private static string Context(LatentTimescale t)
    {
        var training = t.Training is { } md ? $"; training MD: {MolecularTime.Text(md.Value, md.StandardError)}" : "";
        return $"MD: {MolecularTime.Text(t.Truth.Value, t.Truth.StandardError)}{training}";
    }
}

namespace LatentSim.Analysis;

/// <summary>The rows on the slow processes of Markov models on shared states.</summary>
internal static class BackmapKineticRows
{
    internal static IEnumerable<ComparisonRow> Of(BackmapComparison comparison)
    {
        if (comparison.Truth.Markov is not { } truth || comparison.Run.Markov is not { } run) return [];
        return [.. comparison.Processes.Select(process => Timescale(comparison, process)), .. comparison.Processes.Select(process => Similarity(comparison, process)), .. Factor(comparison, truth, run), Occupied(truth, run)];
    }

    private static ComparisonRow Timescale(BackmapComparison comparison, BackmapProcess process)
    {
        var (limits, truth, run) = (comparison.Limits, process.Truth, process.Run.Time);
        var deviation = run.Value is { } ours && truth.Value is { } theirs ? Math.Abs(ours - theirs) : double.PositiveInfinity;
        var allowed = Math.Max(limits.TimescaleErrors * truth.StandardError ?? 0, limits.TimescaleShare * truth.Value ?? 0);
        var limit = limits.TimescaleErrors is null && limits.TimescaleShare is null ? (double?)null : allowed;
        var change = run.Value / truth.Value is { } ratio ? $" ({LatentRow.Change(ratio)})" : "";
        return LatentRow.Of(
            $"implied timescale {process.Number}, Markov model at a lag of {MolecularTime.Exact(comparison.Definition.MarkovLag)}", Asked(limits),
            $"{MolecularTime.Text(run.Value, run.StandardError)}{(comparison.IsOutOfDistribution ? " scaled" : "")}{change}{(process.Run.Number is { } number && number != process.Number ? $", its process {number}" : "")}", run.Value,
            $"MD: {MolecularTime.Text(truth.Value, truth.StandardError)}{(process.Coarse is { } coarse ? $"; coarse trajectory: {MolecularTime.Text(coarse.Time.Value, coarse.Time.StandardError)}" : "")}",
            deviation, limit);
    }

    private static string Asked(BackmapLimits limits)
    {
        string[] parts =
        [
            .. limits.TimescaleErrors is { } errors ? [errors == 1 ? "within MD's standard error" : $"within {Comparison.Text(errors, "G4")} of MD's standard errors"] : (string[])[],
            .. limits.TimescaleShare is { } share ? [LatentRow.Within(share)] : (string[])[],
        ];
        return string.Join(" or ", parts);
    }

    private static ComparisonRow Similarity(BackmapComparison comparison, BackmapProcess process)
    {
        var (similarity, limit) = (process.Run.Similarity, comparison.Limits.Similarity);
        string[] context =
        [
            .. process.TruthSimilarity is { } own ? [$"a fifth of MD: {Comparison.Text(own, "F3")}"] : (string[])[],
            .. process.Coarse is { } coarse ? [$"coarse trajectory: {Comparison.Text(coarse.Similarity, "F3")}"] : (string[])[],
        ];
        return LatentRow.Of(
            $"cosine similarity of eigenvector {process.Number}", limit is { } least ? $">= {Comparison.Text(least, "G4")}" : "", Comparison.Text(similarity, "F4"), similarity, string.Join("; ", context),
            limit - similarity, limit is null ? null : 0);
    }

    private static IEnumerable<ComparisonRow> Factor(BackmapComparison comparison, MarkovSample truth, MarkovSample run)
    {
        if (!comparison.IsOutOfDistribution) yield break;
        var factor = BackmapProcess.Scale(truth, run);
        var coarse = comparison.Coarse?.Markov is { } own ? $"coarse trajectory: {Comparison.Text(BackmapProcess.Scale(truth, own), "G4")}" : "";
        yield return LatentRow.Measured("factor of all timescales, so that the slowest is MD's", Comparison.Text(factor, "G4"), factor, coarse);
    }

    private static ComparisonRow Occupied(MarkovSample truth, MarkovSample run) => LatentRow.Measured(
        $"states of {truth.Counts.States} that were visited", $"{run.OccupiedStates}", run.OccupiedStates, $"MD: {truth.OccupiedStates}; connected: {run.Model?.States.Count ?? 0}, MD {truth.Model?.States.Count ?? 0}");
}

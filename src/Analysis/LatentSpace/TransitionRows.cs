namespace LatentSim.Analysis;

/// <summary>The rows on transitions between the cores of the two basins along psi_1.</summary>
internal static class TransitionRows
{
    internal static IEnumerable<ComparisonRow> Of(LatentComparison comparison)
    {
        if (comparison.Truth.Transitions is null || comparison.Run.Transitions is null) return [];
        var (native, other) = comparison.Limits.BasinNames;
        return Direction(comparison, $"{other} to {native}", toNative: true).Concat(Direction(comparison, $"{native} to {other}", toNative: false));
    }

    private static IEnumerable<ComparisonRow> Direction(LatentComparison comparison, string name, bool toNative)
    {
        var (training, truth, run) = (Passage(comparison.Training), Passage(comparison.Truth)!, Passage(comparison.Run)!);
        yield return LatentRow.Measured(
            $"transitions between cores, {name}", $"{run.Transitions:N0}", run.Transitions,
            $"MD: {truth.Transitions:N0} in {MolecularTime.Exact(comparison.Truth.Time)}{(training is null ? "" : $"; training MD: {training.Transitions:N0}")}");
        var total = LatentRow.TotalError(run.MeanFirstPassageTimeError, training?.MeanFirstPassageTimeError);
        var change = run.MeanFirstPassageTime / truth.MeanFirstPassageTime is { } ratio ? $" ({LatentRow.Change(ratio)})" : "";
        yield return LatentRow.Measured(
            $"mean first-passage time, {name}",
            $"{MolecularTime.Text(run.MeanFirstPassageTime, run.MeanFirstPassageTimeError)}{(training is not null && total is { } error ? $", total ± {MolecularTime.Error(error)}" : "")}{change}",
            run.MeanFirstPassageTime,
            $"MD: {Time(truth)}{(training is null ? "" : $"; training MD: {Time(training)}")}");

        CorePassage? Passage(LatentEnsemble? ensemble) => toNative == comparison.NativeIsUpper ? ensemble?.Transitions?.FromAToB : ensemble?.Transitions?.FromBToA;
    }

    private static string Time(CorePassage passage) => MolecularTime.Text(passage.MeanFirstPassageTime, passage.MeanFirstPassageTimeError);
}

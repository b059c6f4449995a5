namespace LatentSim.Analysis;

/// <summary>The rows on structures (Sidky et al. 2020, section 3.2, Structures).</summary>
internal static class StructureRows
{
    internal static IEnumerable<ComparisonRow> Of(LatentComparison comparison)
    {
        if (comparison.Truth.Structures is not { } truth || comparison.Run.Structures is not { } run) return [];
        return [.. comparison.Regions.SelectMany((region, place) => RegionRows(comparison, region, place == 0)), .. RadiusRows(comparison, truth, run), .. NeighborRows(comparison, truth, run)];
    }

    private static IEnumerable<ComparisonRow> RegionRows(LatentComparison comparison, BasinRegion region, bool isNative)
    {
        if (region.Truth is not { } truth) yield break;
        var sites = comparison.Definition.System.Sites.Name;
        var limit = isNative ? comparison.Limits.NativeRmsd : null;
        var between = region.Run?.Mean.DistanceTo([.. truth.Mean.Positions]);
        yield return LatentRow.Of(
            $"{region.Name}: RMSD between mean structures, {sites}", LatentRow.AtMost(limit, "nm"), between is { } d ? $"{Comparison.Text(d, "F4")} nm" : "never visited", between,
            region.Training is { } training ? $"training MD: {Comparison.Text(training.Mean.DistanceTo([.. truth.Mean.Positions]), "F4")} nm" : "", between, limit);
        if (region.Run is not { } run) yield break;
        yield return LatentRow.Measured(
            $"{region.Name}: RMSD of frames to the native structure", LatentRow.Length(run.ToNative.Value, run.ToNative.StandardError), run.ToNative.Value,
            $"MD: {LatentRow.Length(truth.ToNative.Value, truth.ToNative.StandardError)}; mean structures: {Comparison.Text(run.MeanToNative, "F3")}, MD {Comparison.Text(truth.MeanToNative, "F3")} nm");
        yield return LatentRow.Measured(
            $"{region.Name}: RMSD of frames to their mean structure", $"{Comparison.Text(run.Mean.Spread, "F4")} nm", run.Mean.Spread, $"MD: {Comparison.Text(truth.Mean.Spread, "F4")} nm");
    }

    private static IEnumerable<ComparisonRow> RadiusRows(LatentComparison comparison, FrameStatistics truth, FrameStatistics run)
    {
        var training = comparison.Training?.Structures;
        yield return Radius("radius of gyration: mean", run.RadiusMean, truth.RadiusMean, training?.RadiusMean, comparison.Limits.RadiusMean);
        yield return Radius("radius of gyration: standard deviation", run.RadiusDeviation, truth.RadiusDeviation, training?.RadiusDeviation, comparison.Limits.RadiusDeviation);
    }

    private static ComparisonRow Radius(string figure, Estimate run, Estimate truth, Estimate? training, double? limit)
    {
        var ratio = run.Value / truth.Value ?? double.NaN;
        var md = training is null ? "" : $"; training MD: {LatentRow.Length(training.Value, training.StandardError)}";
        return LatentRow.Of(
            figure, $"{LatentRow.Within(limit)} of MD", $"{LatentRow.Length(run.Value, run.StandardError)} ({LatentRow.Change(ratio)})", run.Value,
            $"MD: {LatentRow.Length(truth.Value, truth.StandardError)}{md}", Math.Abs(ratio - 1), limit);
    }

    private static IEnumerable<ComparisonRow> NeighborRows(LatentComparison comparison, FrameStatistics truth, FrameStatistics run)
    {
        if (truth.Neighbors.Count == 0) yield break;
        var labels = comparison.Definition.System.Sites.Labels;
        var (worst, shift) = Worst(run, truth);
        var training = comparison.Training?.Structures is { } md ? $"training MD: {Comparison.Text(Worst(md, truth).Shift, "+0.00000;-0.00000;0.00000")} nm" : "";
        var sites = comparison.Definition.System.Sites.Name;
        yield return LatentRow.Of(
            $"distances of adjacent {sites}: mean, worst of {truth.Neighbors.Count}", comparison.Limits.NeighborMean is { } most ? $"within {Comparison.Text(most, "G4")} nm" : "",
            $"{Comparison.Text(shift, "+0.00000;-0.00000;0.00000")} nm ({labels[truth.Neighbors[worst].A]}-{labels[truth.Neighbors[worst].B]})", shift, training,
            Math.Abs(shift), comparison.Limits.NeighborMean);
        var limit = comparison.Limits.NeighborOutside;
        yield return LatentRow.Of(
            $"frames with such a distance outside MD's range by more than {Comparison.Text(SiteDistances.DefaultTolerance, "G2")} nm", LatentRow.AtMost(100 * limit, "%"),
            $"{Comparison.Text(100 * run.ShareOutside, "0.####")} %", run.ShareOutside,
            comparison.Training?.Structures is { } data ? $"training MD: {Comparison.Text(100 * data.ShareOutside, "0.####")} %" : "", run.ShareOutside, limit);
    }

    private static (int Place, double Shift) Worst(FrameStatistics run, FrameStatistics truth)
    {
        var worst = Enumerable.Range(0, truth.Neighbors.Count).MaxBy(i => Math.Abs(run.Neighbors[i].Mean - truth.Neighbors[i].Mean));
        return (worst, run.Neighbors[worst].Mean - truth.Neighbors[worst].Mean);
    }
}

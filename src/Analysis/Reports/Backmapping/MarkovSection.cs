using System.Globalization;

namespace LatentSim.Analysis.Reports;

/// <summary>Implied timescales in a shared discretisation, and whether they are of the same processes (Shmilovich et al. 2022, Figs. 5 and 22).</summary>
internal static class MarkovSection
{
    internal static void AddTo(HtmlReport report, BackmapComparison comparison, IReadOnlyList<(string Name, BackmapComparison Comparison)> others)
    {
        if (comparison.Processes is not { Count: > 0 } processes) return;
        var unit = TimeUnit.For(processes.Select(p => p.Truth.Value));
        string[] names = [.. processes.Select(p => $"t{TimeUnit.Subscript(p.Number)}")];
        report.Section("Kinetics").Figure(
            $"Reversible Markov models on {comparison.Definition.Clusters!.Count} clusters of MD in {comparison.Definition.Plane!.Name}, shared by all, at a lag of {MolecularTime.Exact(comparison.Definition.MarkovLag)}. "
            + "Left: implied timescales of the processes that MD resolves (above the lag); bars are standard errors over five blocks. "
            + (comparison.IsOutOfDistribution ? $"LatentSim's are multiplied by {Number(comparison.TimescaleFactor)}, so that the slowest is MD's; those of the coarse trajectory likewise. " : "")
            + "Right: cosine similarity of the left eigenvectors with MD's, over the states that both occupy; 1 is the same process.",
            PointPlot.Draw("Implied timescales", $"time ({unit.Name})", names, Series(comparison, others, (p, counterpart) => unit.Of(Point(counterpart.Time)), p => unit.Of(Point(p.Truth)))),
            PointPlot.Draw("Cosine similarity", "cosine", names, Series(comparison, others, (_, counterpart) => new PlotPoint(counterpart.Similarity, null), null), logarithmic: false, range: (0, 1.05)));
        report.Estimates("Implied timescales, with standard errors over five blocks.", unit.Name, [.. processes.Select((p, i) => new EstimateRow(names[i], unit.Of(Point(p.Truth)), default, unit.Of(Point(p.Run.Time))))]);
    }

    private static PointSeries[] Series(
        BackmapComparison comparison, IReadOnlyList<(string Name, BackmapComparison Comparison)> others, Func<BackmapProcess, BackmapProcess.Counterpart, PlotPoint> of, Func<BackmapProcess, PlotPoint>? truth) =>
    [
        .. truth is null ? [] : new[] { new PointSeries("MD", [.. comparison.Processes.Select(truth)]) { Color = SeriesColor.Truth } },
        new PointSeries("LatentSim", [.. comparison.Processes.Select(p => of(p, p.Run))]) { Color = SeriesColor.Run },
        .. comparison.Coarse is null ? [] : new[] { new PointSeries("coarse trajectory", [.. comparison.Processes.Select(p => p.Coarse is { } c ? of(p, c) : default)]) { Color = SeriesColor.Grey } },
        .. others.Select(other => new PointSeries(other.Name, [.. comparison.Processes.Select((_, i) => i < other.Comparison.Processes.Count ? of(other.Comparison.Processes[i], other.Comparison.Processes[i].Run) : default)])),
    ];

    private static PlotPoint Point(TimescaleStatistics time) => new(time.Value, time.StandardError);

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}

using LatentSim.Molecules.Geometry;

namespace LatentSim.Analysis.Reports;

/// <summary>Structures of the basins laid over each other, radii of gyration and distances of adjacent sites.</summary>
internal static class StructureSection
{
    internal static void AddTo(HtmlReport report, LatentComparison comparison)
    {
        if (comparison.Truth.Structures is not { } truth || comparison.Run.Structures is not { } run) return;
        report.Section("Structures");
        Picture[] views = [.. comparison.Regions.Where(region => region.Truth is not null).Select(region => View(comparison, region))];
        if (views.Length > 0)
        {
            report.Figure(
                $"Mean structures of the {comparison.Definition.System.Sites.Name} of each region along ψ₁, with ten frames each, all superposed on the mean of the held-out MD. Drag to turn; names switch structures on and off.", views);
            report.Table(["", "share of frames: MD", "LatentSim", "RMSD of mean structures (nm)", "spread: MD (nm)", "LatentSim", "to native: MD (nm)", "LatentSim"], comparison.Regions.Select(Cells), 1, 2, 3, 4, 5, 6, 7);
        }

        report.Section("Sizes and distances").Figure(
            $"Left: radius of gyration of the {comparison.Definition.System.Sites.Name}. Right: distances of adjacent ones, mean and standard deviation.", Radii(comparison), Neighbors(comparison, truth, run));
    }

    private static Picture View(LatentComparison comparison, BasinRegion region)
    {
        var truth = region.Truth!;
        float[] on = [.. truth.Mean.Positions];
        var bonds = comparison.Definition.System.Sites.Neighbors;
        List<Structure3D> structures = [new("MD, mean", on, bonds, SeriesColor.Truth)];
        if (region.Run is { } run)
        {
            structures.Add(new Structure3D("LatentSim, mean", Superposed([.. run.Mean.Positions], on), bonds, SeriesColor.Run));
            structures.AddRange(run.Examples.Select(x => new Structure3D("LatentSim, frames", Superposed(x, on), bonds, SeriesColor.Run) { Faint = true }));
        }

        structures.AddRange(truth.Examples.Select(x => new Structure3D("MD, frames", x, bonds, SeriesColor.Truth) { Faint = true, Shown = false }));
        return StructureView.Draw(char.ToUpperInvariant(region.Name[0]) + region.Name[1..], structures);
    }

    private static float[] Superposed(float[] positions, float[] on)
    {
        var moved = new float[positions.Length];
        Superposition.Fit(positions, on).Apply(positions, moved);
        return moved;
    }

    private static string[] Cells(BasinRegion region) =>
    [
        region.Name, Percent(region.Truth), Percent(region.Run), region is { Truth: { } t, Run: { } r } ? Nanometres(r.Mean.DistanceTo([.. t.Mean.Positions])) : "–",
        Nanometres(region.Truth?.Mean.Spread), Nanometres(region.Run?.Mean.Spread), Nanometres(region.Truth?.ToNative.Value), Nanometres(region.Run?.ToNative.Value),
    ];

    private static string Percent(BasinStructures? basin) => basin is null ? "–" : $"{Comparison.Text(100 * basin.Population, "F1")} %";

    private static string Nanometres(double? length) => length is { } x ? Comparison.Text(x, "F3") : "–";

    private static Picture Radii(LatentComparison comparison)
    {
        var ensembles = LatentReport.Ensembles(comparison).Where(e => e.Ensemble.Structures is { Radius.Total: > 0 }).ToArray();
        var low = ensembles.Min(e => e.Ensemble.Structures!.Radius.Quantile(0.0005));
        var high = ensembles.Max(e => e.Ensemble.Structures!.Radius.Quantile(0.9995));
        PlotSeries[] series = [.. ensembles.Select(e => PlotSeries.Density(e.Name, e.Ensemble.Structures!.Radius, low, high) with { Color = e.Color, Filled = e.Color != SeriesColor.Training })];
        return LinePlot.Draw("Radius of gyration", new Axis("radius of gyration (nm)", low, high), Axis.Around("density (1/nm)", series.SelectMany(s => s.Y), fromZero: true), series);
    }

    private static Picture Neighbors(LatentComparison comparison, FrameStatistics truth, FrameStatistics run)
    {
        PlotSeries[] series = [Distances("MD", truth, SeriesColor.Truth, 0.9), Distances("LatentSim", run, SeriesColor.Run, 1.1)];
        var ends = series.SelectMany(s => s.Y.Zip(s.Errors!).SelectMany(p => new[] { p.First - p.Second, p.First + p.Second }));
        return LinePlot.Draw(
            $"Adjacent {comparison.Definition.System.Sites.Name}", new Axis("pair", 0, truth.Neighbors.Count + 1), Axis.Around("distance (nm)", ends), series);
    }

    private static PlotSeries Distances(string name, FrameStatistics statistics, SeriesColor color, double first) =>
        new(name, [.. statistics.Neighbors.Select((_, i) => i + first)], [.. statistics.Neighbors.Select(d => d.Mean)])
        {
            Errors = [.. statistics.Neighbors.Select(d => d.StandardDeviation)],
            Color = color,
            Style = SeriesStyle.Points,
        };
}

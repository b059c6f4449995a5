namespace LatentSim.Analysis.Reports;

/// <summary>Autocorrelations of torsions that the coarse sites do not fix: where it shows whether frames know of the ones before them.</summary>
internal static class FreeTorsionSection
{
    private const int MostPictures = 8;
    private const int FewestFrames = 10;

    internal static void AddTo(HtmlReport report, BackmapComparison comparison, IReadOnlyList<(string Name, BackmapComparison Comparison)> others)
    {
        var (truth, run) = (comparison.Truth.FreeTorsions, comparison.Run.FreeTorsions);
        if (truth.Count == 0 || truth.Any(t => t.Function.Count < 2) || run.Any(t => t.Function.Count < 2)) return;
        int[] slowest = [.. Enumerable.Range(0, truth.Count).OrderByDescending(i => truth[i].Time(truth[i].Window).Value).Take(MostPictures)];
        report.Section("What the coarse sites do not fix").Figure(
            $"Autocorrelation of exp(i θ) of torsions that place atoms which are no coarse sites{(truth.Count > slowest.Length ? $", the {slowest.Length} slowest of {truth.Count}" : "")}: "
            + "1 where a frame keeps what the one before it had, 0 where it draws anew. Each is named by the atom that it places.",
            [.. slowest.Select(i => Draw(i, comparison, others))]);
        report.Table(
            ["atom", "turns about", "time, MD (ps)", "run (ps)", "ratio", "next frame, MD", "run", "JS divergence"],
            run.Zip(truth, (ours, theirs) => new FreeTorsionRows.Pair(ours, theirs)).OrderByDescending(pair => pair.TruthTime.Value).Select(Cells), 2, 3, 4, 5, 6, 7);
    }

    private static Picture Draw(int torsion, BackmapComparison comparison, IReadOnlyList<(string Name, BackmapComparison Comparison)> others)
    {
        var truth = comparison.Truth.FreeTorsions[torsion];
        var frames = Math.Min(Math.Max(FewestFrames, truth.Window), truth.Function.Count - 1);
        PlotSeries[] series =
        [
            Curve("MD", truth, frames) with { Color = SeriesColor.Truth },
            Curve("LatentSim", comparison.Run.FreeTorsions[torsion], frames) with { Color = SeriesColor.Run },
            .. others.Select(other => Curve(other.Name, other.Comparison.Run.FreeTorsions[torsion], frames)),
        ];
        return LinePlot.Draw(Atom(truth), new Axis("time (ps)", 0, frames * truth.Spacing), Axis.Around("C(t)", [0, 1, .. series.SelectMany(s => s.Y)]), series, PlotSize.Small);
    }

    private static PlotSeries Curve(string name, TorsionMemory torsion, int frames)
    {
        double[] values = [.. torsion.Function.Take(frames + 1)];
        return new PlotSeries(name, [.. values.Select((_, k) => k * torsion.Spacing)], values);
    }

    private static string[] Cells(FreeTorsionRows.Pair pair) =>
    [
        Atom(pair.Truth), pair.Truth.Name[(Atom(pair.Truth).Length + FreeTorsion.About.Length)..], Text(pair.TruthTime), Text(pair.RunTime), pair.Ratio is { } ratio ? Comparison.Text(ratio, "F3") : "–", Text(pair.Truth.NextFrame), Text(pair.Run.NextFrame), Comparison.Text(pair.Divergence, "F4"),
    ];

    private static string Atom(TorsionMemory torsion) => torsion.Name[..torsion.Name.IndexOf(FreeTorsion.About, StringComparison.Ordinal)];

    private static string Text(Estimate estimate) => estimate.Value is { } value ? ErrorText.Of(value, estimate.StandardError) : "–";
}

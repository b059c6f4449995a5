using System.Globalization;

namespace LatentSim.Analysis.Reports;

/// <summary>The report on a run against MD: figures, free energies, timescales, distributions, bonds, and where the data came from.</summary>
public static class EvaluationReport
{
    private const double FreeEnergyCeiling = 8;
    private const double DifferenceCeiling = 2;

    /// <summary>Makes the report.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="comparison">What was compared.</param>
    public static HtmlReport Of(string title, Comparison comparison)
    {
        var report = new HtmlReport(title).Verdicts(Summary(comparison), Cards(comparison.Rows));
        AddTo(report, comparison);
        report.Section("All figures").Rows(comparison.Rows);
        AddSources(report, comparison);
        return report;
    }

    /// <summary>The cards of all figures of which something is asked.</summary>
    public static IReadOnlyList<VerdictCard> Cards(IEnumerable<ComparisonRow> rows) => [.. rows.Where(row => row.Verdict != Verdict.Measured).Select(row => VerdictCard.Of(Typeset.Of(row)))];

    /// <summary>Adds the sections on torsions, kinetics, distributions and bonds to a report.</summary>
    public static void AddTo(HtmlReport report, Comparison comparison)
    {
        if (comparison.Scope == ComparisonScope.All)
        {
            AddFreeEnergies(report, comparison);
            AddKinetics(report, comparison);
        }

        AddDistributions(report, comparison);
        AddBonds(report, comparison);
    }

    /// <summary>Adds the section on the trajectories that were measured.</summary>
    public static void AddSources(HtmlReport report, Comparison comparison) => report.Section("Where the data came from").Table(
        ["", "trajectory", "frames", "spacing (ps)", "SHA-256"],
        new[] { ("MD", comparison.Reference), ("run", comparison.Run) }.SelectMany(source => source.Item2.Trajectories.Take(20).Select(t => (string[])
            [source.Item1, t.Name, t.Frames.ToString(CultureInfo.InvariantCulture), Number(t.Spacing, "G6"), t.Sha256.Length > 16 ? t.Sha256[..16] + "..." : t.Sha256])), 2, 3);

    /// <summary>What was compared, in a sentence.</summary>
    public static string Summary(Comparison comparison) =>
        $"{Frames(comparison.Run)} of the run, {Frames(comparison.Reference)} of MD; lag {Number(comparison.Run.LagTime, "G6")} ps. The same code measured both.";

    private static string Frames(EnsembleStatistics statistics) =>
        $"{statistics.Frames.ToString("N0", CultureInfo.InvariantCulture)} frames ({Number(statistics.Trajectories.Sum(t => t.Frames * t.Spacing) / 1000, "G4")} ns)";

    private static void AddFreeEnergies(HtmlReport report, Comparison comparison)
    {
        if (comparison.Run.TorsionPairs.Count == 0) return;
        report.Section("Free energy of the backbone torsions");
        foreach (var (run, reference) in comparison.Run.TorsionPairs.Zip(comparison.Reference.TorsionPairs))
        {
            var (ours, theirs) = (Visited(run.Histogram), Visited(reference.Histogram));
            report.Figure(
                $"F = -ln p of {run.Name} in kT, {ours.Columns} x {ours.Rows} bins, each surface's minimum at zero; lines every 2 kT. Grey: never visited (for the difference: by one of the two).",
                Surface($"MD, {run.Name}", theirs), Surface($"LatentSim, {run.Name}", ours), Difference($"LatentSim - MD, {run.Name}", ours.Minus(theirs)));
            report.Figure("Free energy along each angle. Bands: standard errors over five blocks.", Profiles(run, reference, true), Profiles(run, reference, false));
        }
    }

    private static Picture Profiles(TorsionPairStatistics run, TorsionPairStatistics reference, bool first)
    {
        PlotSeries[] series = [Profile(reference, first, "MD", SeriesColor.Truth), Profile(run, first, "LatentSim", SeriesColor.Run)];
        return LinePlot.Draw(
            $"{run.Name}, {(first ? "φ" : "ψ")}", Axis.Degrees(first ? "φ (degrees)" : "ψ (degrees)"), Axis.Around("F (kT)", series.SelectMany(s => s.Y), fromZero: true), series);
    }

    private static PlotSeries Profile(TorsionPairStatistics pair, bool first, string name, SeriesColor color)
    {
        var profile = FreeEnergyProfile.Of(pair.Histogram, pair.Blocks, first);
        var width = 360.0 / pair.Histogram.Bins;
        double[] angles = [.. Enumerable.Range(0, pair.Histogram.Bins).Select(i => -180 + (i + 0.5) * width)];
        return new PlotSeries(name, angles, profile.Values) { Errors = profile.StandardErrors, Color = color };
    }

    private static Picture Surface(string title, PlaneGrid grid) => HeatMap.Draw(
        title, grid, Axis.Degrees("φ (degrees)"), Axis.Degrees("ψ (degrees)"), ColorScale.Sequential(0, FreeEnergyCeiling), "F (kT)", [2, 4, 6]);

    private static Picture Difference(string title, PlaneGrid grid) => HeatMap.Draw(
        title, grid, Axis.Degrees("φ (degrees)"), Axis.Degrees("ψ (degrees)"), ColorScale.Diverging(DifferenceCeiling), "difference (kT)");

    private static PlaneGrid Visited(Histogram2D histogram)
    {
        var values = FreeEnergySurface.Of(histogram).Values.ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            if (histogram.Counts[i] == 0) values[i] = double.NaN;
        }

        return new PlaneGrid(histogram.Bins, histogram.Bins, values);
    }

    private static void AddKinetics(HtmlReport report, Comparison comparison)
    {
        if (comparison.Run.Kinetics is not { } run || comparison.Reference.Kinetics is not { } reference) return;
        var count = Math.Min(3, Math.Min(run.Timescales.Count, reference.Timescales.Count));
        var (ours, theirs) = (Points(run, count), Points(reference, count));
        report.Section("Kinetics").Figure(
            $"Implied timescales of a reversible Markov model on {reference.Clusters.Count} clusters of the torsions, at a lag of {Number(comparison.Run.LagTime, "G6")} ps. Bars: standard errors over five blocks.",
            PointPlot.Draw("Implied timescales", "time (ps)", [.. Enumerable.Range(1, count).Select(k => $"process {k}")],
                [new PointSeries("MD", theirs) { Color = SeriesColor.Truth }, new PointSeries("LatentSim", ours) { Color = SeriesColor.Run }]));
        report.Estimates("Timescales of the processes, with standard errors over five blocks.", "ps", [.. Enumerable.Range(0, count).Select(k => new EstimateRow($"process {k + 1}", theirs[k], default, ours[k]))]);
    }

    private static PlotPoint[] Points(KineticStatistics kinetics, int count) => [.. kinetics.Timescales.Take(count).Select(t => new PlotPoint(t.Value, t.StandardError))];

    private static void AddDistributions(HtmlReport report, Comparison comparison)
    {
        Picture[] pictures =
        [
            .. comparison.Scope == ComparisonScope.Structure ? [] : Overlay("Displacement over one lag", "RMS displacement (nm)", comparison.Run.Displacement, comparison.Reference.Displacement),
            .. Overlay("Closest non-bonded heavy-atom pair", "least distance in a frame (nm)", comparison.Run.ClosestPair, comparison.Reference.ClosestPair),
        ];
        if (pictures.Length == 0) return;
        report.Section("Distributions").Figure(
            $"{(comparison.Scope == ComparisonScope.All ? "Displacement of all atoms after optimal superposition; " : "")}pairs that three bonds or more separate.", pictures);
    }

    private static IEnumerable<Picture> Overlay(string title, string label, DistanceHistogram run, DistanceHistogram reference)
    {
        if (run.Total == 0 || reference.Total == 0) yield break;
        var (low, high) = (Math.Min(run.Quantile(0.001), reference.Quantile(0.001)), Math.Max(run.Quantile(0.999), reference.Quantile(0.999)));
        var room = Math.Max(0.05 * (high - low), 10 * DistanceHistogram.BinWidth);
        (low, high) = (Math.Max(0, low - room), high + room);
        PlotSeries[] series = [PlotSeries.Density("MD", reference, low, high) with { Color = SeriesColor.Truth }, PlotSeries.Density("LatentSim", run, low, high) with { Color = SeriesColor.Run }];
        yield return LinePlot.Draw(title, new Axis(label, low, high), Axis.Around("density (1/nm)", series.SelectMany(s => s.Y), fromZero: true), series);
    }

    private static void AddBonds(HtmlReport report, Comparison comparison)
    {
        if (comparison.Run.Bonds.Count == 0) return;
        report.Section("Bonds").Paragraph("Mean and standard deviation of each bond's length in nm.").Table(
            ["bond", "mean, MD", "mean, run", "shift", "deviation, MD", "deviation, run", "ratio"],
            comparison.Run.Bonds.Zip(comparison.Reference.Bonds, (run, md) => (string[])
            [
                run.Name, Number(md.Mean, "F5"), Number(run.Mean, "F5"), Number(run.Mean - md.Mean, "+0.00000;-0.00000;0.00000"),
                Number(md.StandardDeviation, "F5"), Number(run.StandardDeviation, "F5"),
                md.StandardDeviation > 0 && !md.ToHydrogen ? Number(run.StandardDeviation / md.StandardDeviation, "F3") : "",
            ]), 1, 2, 3, 4, 5, 6);
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}

namespace LatentSim.Analysis.Reports;

/// <summary>Bonds and angles (Shmilovich et al. 2022, Figs. 17 to 20), and the handedness of every residue.</summary>
internal static class LocalStructureSection
{
    private const double Degree = Math.PI / 180;

    internal static void AddTo(HtmlReport report, BackmapComparison comparison)
    {
        if (comparison.Run.Bonds.Count == 0) return;
        report.Section("Bonds and angles").Figure(
            "Kolmogorov-Smirnov distance of the distribution of each bond and each angle to MD's; 0 is the same distribution. Numbers are those of the tables.",
            Overview("Bonds", comparison.Run.Bonds, comparison.Truth.Bonds), Overview("Angles", comparison.Run.Angles, comparison.Truth.Angles));
        report.Figure("The distributions that differ most.", [.. Worst(comparison)]);
        report.Table(
            ["", "angle", "mean, MD", "mean, run", "shift", "deviation, MD", "deviation, run", "ratio", "distance"],
            comparison.Run.Angles.Select((run, i) => Cells(i, run, comparison.Truth.Angles[i])), 0, 2, 3, 4, 5, 6, 7, 8);
        report.Paragraph("Mean and standard deviation of each angle in degrees; distance is Kolmogorov's and Smirnov's.");
        if (comparison.Run.Chirality.Count == 0) return;
        report.Section("Handedness").Table(
            ["centre", "right in the run", "right in MD"],
            comparison.Run.Chirality.Zip(comparison.Truth.Chirality, (run, truth) => (string[])[run.Name, Percent(run.WrongFrames, comparison.Run.Frames), Percent(truth.WrongFrames, comparison.Truth.Frames)]), 1, 2);
    }

    private static Picture Overview(string title, IReadOnlyList<CoordinateStatistics> run, IReadOnlyList<CoordinateStatistics> truth)
    {
        PlotSeries[] series = [Distances("between heavy atoms", run, truth, toHydrogen: false), Distances("to hydrogen", run, truth, toHydrogen: true)];
        return LinePlot.Draw(title, new Axis("number", 0, run.Count + 1), new Axis("Kolmogorov-Smirnov distance", 0, Math.Max(0.1, 1.08 * series.SelectMany(s => s.Y).DefaultIfEmpty(0).Max())), series);
    }

    private static PlotSeries Distances(string name, IReadOnlyList<CoordinateStatistics> run, IReadOnlyList<CoordinateStatistics> truth, bool toHydrogen)
    {
        int[] members = [.. Enumerable.Range(0, run.Count).Where(i => run[i].ToHydrogen == toHydrogen)];
        return new PlotSeries(name, [.. members.Select(i => i + 1.0)], [.. members.Select(i => run[i].DistanceTo(truth[i]))]) { Style = SeriesStyle.Points, Color = toHydrogen ? SeriesColor.Sky : SeriesColor.Run };
    }

    private static IEnumerable<Picture> Worst(BackmapComparison comparison) =>
    [
        .. Worst(comparison.Run.Bonds, comparison.Truth.Bonds, 1, "length (nm)", "density (1/nm)"),
        .. Worst(comparison.Run.Angles, comparison.Truth.Angles, Degree, "angle (degrees)", "density (1/degree)"),
    ];

    private static IEnumerable<Picture> Worst(IReadOnlyList<CoordinateStatistics> run, IReadOnlyList<CoordinateStatistics> truth, double unit, string label, string density)
    {
        foreach (var toHydrogen in new[] { false, true })
        {
            int[] members = [.. Enumerable.Range(0, run.Count).Where(i => run[i].ToHydrogen == toHydrogen)];
            if (members.Length == 0) continue;
            var worst = members.MaxBy(i => run[i].DistanceTo(truth[i]));
            yield return Overlay(run[worst], truth[worst], unit, label, density);
        }
    }

    private static Picture Overlay(CoordinateStatistics run, CoordinateStatistics truth, double unit, string label, string density)
    {
        var (low, high) = (Math.Min(Low(run.Distribution), Low(truth.Distribution)), Math.Max(High(run.Distribution), High(truth.Distribution)));
        PlotSeries[] series = [Density("MD", truth.Distribution, unit, low, high) with { Color = SeriesColor.Truth }, Density("LatentSim", run.Distribution, unit, low, high) with { Color = SeriesColor.Run }];
        var axis = truth.Distribution.Axis;
        return LinePlot.Draw(
            run.Name, new Axis(label, (axis.Low + low * axis.Width) / unit, (axis.Low + (high + 1) * axis.Width) / unit), Axis.Around(density, series.SelectMany(s => s.Y), fromZero: true), series, PlotSize.Small);
    }

    // Some 60 points from the first bin to the last: coarser than trajectory files round coordinates.
    private static PlotSeries Density(string name, Histogram1D histogram, double unit, int low, int high)
    {
        var step = Math.Max(1, (high - low + 1) / 60);
        var starts = Enumerable.Range(0, (high - low + step) / step).Select(i => low + i * step).ToArray();
        return new PlotSeries(
            name,
            [.. starts.Select(start => (histogram.Axis.Low + (start + step / 2.0) * histogram.Axis.Width) / unit)],
            [.. starts.Select(start => Enumerable.Range(start, step).Where(bin => bin < histogram.Axis.Bins).Sum(bin => histogram[bin]) * unit / (histogram.Total * step * histogram.Axis.Width))])
        {
            Filled = true,
        };
    }

    private static int Low(Histogram1D histogram) => BinAt(histogram, 0.0005);

    private static int High(Histogram1D histogram) => BinAt(histogram, 0.9995);

    private static int BinAt(Histogram1D histogram, double level)
    {
        var below = 0L;
        for (var bin = 0; bin < histogram.Axis.Bins; bin++)
        {
            below += histogram[bin];
            if (below >= level * histogram.Total) return bin;
        }

        return histogram.Axis.Bins - 1;
    }

    private static string[] Cells(int number, CoordinateStatistics run, CoordinateStatistics truth) =>
    [
        Comparison.Text(number + 1, "0"), run.Name, Degrees(truth.Mean, "F2"), Degrees(run.Mean, "F2"), Degrees(run.Mean - truth.Mean, "+0.00;-0.00;0.00"), Degrees(truth.StandardDeviation, "F2"), Degrees(run.StandardDeviation, "F2"),
        truth.StandardDeviation > 0 ? Comparison.Text(run.StandardDeviation / truth.StandardDeviation, "F3") : "–", Comparison.Text(run.DistanceTo(truth), "F3"),
    ];

    private static string Degrees(double angle, string format) => Comparison.Text(angle / Degree, format);

    private static string Percent(long wrong, long frames) => $"{Comparison.Text(100 * (1 - (double)wrong / frames), "0.####")} %";
}

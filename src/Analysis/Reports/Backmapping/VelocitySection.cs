namespace LatentSim.Analysis.Reports;

/// <summary>Distributions of velocities from frame to frame (Shmilovich et al. 2022, Figs. 6 and 10).</summary>
internal static class VelocitySection
{
    private const int Points = 50;

    internal static void AddTo(HtmlReport report, BackmapComparison comparison, IReadOnlyList<(string Name, BackmapComparison Comparison)> others)
    {
        Picture[] pictures =
        [
            .. comparison.IsBackmapped ? Draw("Frames as they are", comparison, others, e => e.Velocities) : [],
            .. Draw("Each frame superposed on the one before", comparison, others, e => e.InternalVelocities),
        ];
        if (pictures.Length == 0) return;
        report.Section("Velocities").Figure(
            "Root mean square velocity of all atoms from one frame to the next, |x(t) - x(t - lag)| / lag."
            + (comparison.IsOutOfDistribution ? " Velocities of a coarse model's trajectories are multiplied by the factor that makes the means agree." : ""),
            pictures);
    }

    private static IEnumerable<Picture> Draw(string title, BackmapComparison comparison, IReadOnlyList<(string Name, BackmapComparison Comparison)> others, Func<BackmapEnsemble, VelocityDistribution?> of)
    {
        if (of(comparison.Truth) is not { } truth || of(comparison.Run) is not { } run) yield break;
        (string Name, VelocityDistribution Velocities, double Factor, SeriesColor? Color)[] all =
        [
            ("MD", truth, 1, SeriesColor.Truth),
            ("LatentSim", run, VelocityRows.Factor(comparison, run, truth), SeriesColor.Run),
            .. others.Where(other => of(other.Comparison.Run) is not null).Select(other => (other.Name, of(other.Comparison.Run)!, VelocityRows.Factor(other.Comparison, of(other.Comparison.Run)!, truth), (SeriesColor?)null)),
        ];
        var low = all.Min(v => Quantile(v.Velocities, v.Factor, 0.0005));
        var high = all.Max(v => Quantile(v.Velocities, v.Factor, 0.9995));
        if (!(high > low)) yield break;
        PlotSeries[] series = [.. all.Select(v => Density(v.Name, v.Velocities, v.Factor, low, high) with { Color = v.Color, Filled = v.Color is not null })];
        yield return LinePlot.Draw(title, new Axis("RMS velocity (nm/ps)", low, high), Axis.Around("density (ps/nm)", series.SelectMany(s => s.Y), fromZero: true), series);
    }

    private static double Quantile(VelocityDistribution velocities, double factor, double level) => velocities.Displacements.Quantile(level) * factor / velocities.LagTime;

    private static PlotSeries Density(string name, VelocityDistribution velocities, double factor, double low, double high)
    {
        var lengths = velocities.LagTime / factor;
        var density = PlotSeries.Density(name, velocities.Displacements, low * lengths, high * lengths, Points);
        return density with { X = [.. density.X.Select(x => x / lengths)], Y = [.. density.Y.Select(y => y * lengths)] };
    }
}

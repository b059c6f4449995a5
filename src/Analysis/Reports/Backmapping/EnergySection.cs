namespace LatentSim.Analysis.Reports;

/// <summary>Distributions of potential energies (Shmilovich et al. 2022, Fig. 3), with the tail of rare high energies.</summary>
public static class EnergySection
{
    private const int Bins = 60;
    private const int MostOthers = 4;

    /// <summary>Adds the section.</summary>
    /// <param name="report">The report.</param>
    /// <param name="energies">The run's energies and MD's.</param>
    /// <param name="others">Other runs.</param>
    public static void AddTo(HtmlReport report, EnergyComparison energies, IReadOnlyList<ComparedRun> others)
    {
        var truth = energies.Truth.Energies.Where(double.IsFinite).Order().ToArray();
        (string Name, double[] Values, SeriesColor? Color)[] samples =
        [
            ("MD", truth, SeriesColor.Truth),
            ("LatentSim", [.. energies.Run.Energies], SeriesColor.Run),
            .. others.Where(other => other.Energies is not null).Take(MostOthers).Select(other => (other.Name, other.Energies!.Run.Energies.ToArray(), (SeriesColor?)null)),
        ];
        var (low, middle, high) = (samples.Min(s => s.Values.Where(double.IsFinite).DefaultIfEmpty(truth[0]).Min()), Quantile(truth, 0.999), Highest(samples.Select(s => s.Values), truth));
        report.Section("Potential energy").Figure(
            "Left: distributions of the potential energy of the force field. Right: the same up to the highest energies, on a logarithmic axis, where a tail of strained frames shows; frames beyond the right end are counted in its last bin. One frame is the lowest level that a curve can have.",
            Distributions("Potential energy", samples, low, middle + 0.5 * (middle - truth[0]), logarithmic: false), Distributions("High-energy tail", samples, low, high, logarithmic: true));
    }

    private static Picture Distributions(string title, (string Name, double[] Values, SeriesColor? Color)[] samples, double low, double high, bool logarithmic)
    {
        var axis = new HistogramAxis(low, high > low ? high : low + 1, Bins);
        PlotSeries[] series = [.. samples.Select(s => Density(s.Name, s.Values, axis, logarithmic) with { Color = s.Color, Filled = !logarithmic && s.Color is not null })];
        var heights = series.SelectMany(s => s.Y);
        return LinePlot.Draw(
            title, new Axis("potential energy (kJ/mol)", axis.Low, axis.High),
            logarithmic ? Axis.Logarithmic("density (mol/kJ)", heights) : Axis.Around("density (mol/kJ)", heights, fromZero: true), series);
    }

    private static PlotSeries Density(string name, double[] values, HistogramAxis axis, bool clamped)
    {
        var histogram = new Histogram1D(axis);
        foreach (var x in values) histogram.Add(clamped && !(x < axis.High) ? axis.High : x);

        // Nothing is drawn of an empty bin on a logarithmic axis.
        var scale = 1 / (values.Length * axis.Width);
        return new PlotSeries(name, axis.Centers(), [.. Enumerable.Range(0, axis.Bins).Select(i => clamped && histogram[i] == 0 ? double.NaN : histogram[i] * scale)]);
    }

    // Up to the highest energies, but no further than ten widths of MD's distribution above it: some frames may be anything.
    private static double Highest(IEnumerable<double[]> samples, double[] truth)
    {
        var most = samples.SelectMany(values => values).Where(double.IsFinite).DefaultIfEmpty(truth[^1]).Max();
        return Math.Min(most, truth[^1] + 10 * (truth[^1] - truth[0])) + 1e-6;
    }

    private static double Quantile(double[] sorted, double level) => sorted[(int)(level * (sorted.Length - 1))];
}

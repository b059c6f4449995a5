namespace LatentSim.Analysis.Reports;

/// <summary>Timescales (Table 1 of Sidky et al. 2020), autocorrelation functions, and passages between the basins.</summary>
internal static class KineticSection
{
    internal static void AddTo(HtmlReport report, LatentComparison comparison)
    {
        var relaxation = LatentTimescale.OfRelaxation(comparison);
        var unit = TimeUnit.For(relaxation.Select(t => t.Truth.Value));
        report.Section("Timescales").Paragraph(
            "Errors are standard errors over five contiguous blocks. LatentSim's is the total error: that of its own sampling and, in quadrature, that of the training MD, because a model can know no more than its data.");
        report.Figure(
            "Left: exponentials fitted to the autocorrelation functions of the latent coordinates. Right: implied timescales of a reversible Markov model on clusters of the latent space.",
            Points("Relaxation times", unit, relaxation), Points("Implied timescales", unit, LatentTimescale.OfMarkovModel(comparison)));
        report.Estimates("Relaxation times of the latent coordinates: exponentials fitted to their autocorrelation functions.", unit.Name, Rows(relaxation, unit));
        report.Estimates(
            $"Implied timescales of a reversible Markov model on {comparison.Definition.Clusters.Count} clusters of the latent space, at the model's lag.", unit.Name, Rows(LatentTimescale.OfMarkovModel(comparison), unit));
        report.Figure(
            "Autocorrelation functions of the latent coordinates, with the exponentials that fit them. Bands: standard errors over five blocks.",
            [.. Enumerable.Range(0, relaxation.Count).Select(i => Autocorrelation(comparison, i))]);
        AddProbabilities(report, comparison);
        AddPassages(report, comparison);
    }

    private static void AddProbabilities(HtmlReport report, LatentComparison comparison)
    {
        if (comparison.Truth.ChapmanKolmogorov is not { } truth || comparison.Run.ChapmanKolmogorov is not { } run) return;
        var unit = TimeUnit.For([truth.Rows[^1].Time]);
        report.Section("Transition probabilities").Figure(
            $"The probability to be in a metastable set of latent space some time after being in it at equilibrium. Points: counted in the held-out MD. Curves: LatentSim. The {truth.Sets} sets are those of the Markov model of the held-out MD, in the order of its slowest process.",
            [.. Enumerable.Range(0, truth.Sets).Select(set => SideBySide(set, run, truth, unit))]);
        report.Figure(
            "Chapman-Kolmogorov test of the held-out MD's own Markov model: curves are its predictions from one lag.",
            ChapmanKolmogorovPlot.Draw(unit.Name, [.. Enumerable.Range(0, truth.Sets).Select(set => Panel(set, truth, row => row.Predicted, truth, unit))], SeriesColor.Grey));
    }

    private static Picture SideBySide(int set, ChapmanKolmogorovResult run, ChapmanKolmogorovResult truth, TimeUnit unit)
    {
        var panel = Panel(set, run, row => row.Counted, truth, unit);
        PlotSeries[] series =
        [
            new("LatentSim", panel.Times, panel.Predicted) { Errors = panel.PredictedErrors, Color = SeriesColor.Run },
            new("MD", panel.Times, panel.Measured) { Errors = panel.MeasuredErrors, Color = SeriesColor.Truth, Style = SeriesStyle.Points },
        ];
        return LinePlot.Draw(panel.Title, new Axis($"time ({unit.Name})", 0, 1.05 * panel.Times.Max()), new Axis("probability", 0, 1), series, PlotSize.Small);
    }

    private static ChapmanKolmogorovPanel Panel(int set, ChapmanKolmogorovResult curve, Func<ChapmanKolmogorovRow, Estimate> of, ChapmanKolmogorovResult points, TimeUnit unit)
    {
        var (predicted, measured) = (Stays(curve, set), Stays(points, set));
        return new ChapmanKolmogorovPanel(
            $"stays in set {set + 1}", [.. measured.Select(row => row.Time / unit.Scale)], [.. predicted.Select(row => of(row).Value ?? double.NaN)], [.. measured.Select(row => row.Counted.Value ?? double.NaN)])
        {
            PredictedErrors = [.. predicted.Select(row => of(row).StandardError ?? double.NaN)],
            MeasuredErrors = [.. measured.Select(row => row.Counted.StandardError ?? double.NaN)],
        };
    }

    private static ChapmanKolmogorovRow[] Stays(ChapmanKolmogorovResult result, int set) => [.. result.Rows.Where(row => row.From == set && row.To == set)];

    private static EstimateRow[] Rows(IReadOnlyList<LatentTimescale> timescales, TimeUnit unit) =>
        [.. timescales.Select(t => Row($"t{TimeUnit.Subscript(t.Number)}", unit, Point(t.Truth), Point(t.Training), Point(t.Run)))];

    private static EstimateRow Row(string name, TimeUnit unit, PlotPoint truth, PlotPoint training, PlotPoint run) =>
        new(name, unit.Of(truth), unit.Of(training), unit.Of(run with { Error = LatentRow.TotalError(run.Error, training.Error) })) { SamplingError = unit.Of(run.Error) };

    private static PlotPoint Point(TimescaleStatistics? time) => new(time?.Value, time?.StandardError);

    private static Picture Points(string title, TimeUnit unit, IReadOnlyList<LatentTimescale> timescales)
    {
        var rows = Rows(timescales, unit);
        return PointPlot.Draw(title, $"time ({unit.Name})", [.. rows.Select(row => row.Name)], Series(rows));
    }

    private static PointSeries[] Series(EstimateRow[] rows) =>
    [
        new("MD", [.. rows.Select(r => r.Truth)]) { Color = SeriesColor.Truth },
        .. rows.Any(r => r.Training.Value is not null) ? [new PointSeries("training MD", [.. rows.Select(r => r.Training)]) { Color = SeriesColor.Training }] : (PointSeries[])[],
        new("LatentSim, total error", [.. rows.Select(r => r.Run)]) { Color = SeriesColor.Run },
    ];

    private static Picture Autocorrelation(LatentComparison comparison, int coordinate)
    {
        var truth = comparison.Truth.Relaxation[coordinate];
        var unit = TimeUnit.For([truth.Spacing * truth.Function.Count]);
        return AutocorrelationPlot.Draw(
            $"ψ{TimeUnit.Subscript(coordinate + 1)}", unit.Name, [.. LatentReport.Ensembles(comparison).Select(e => Curve(e.Name, e.Color, e.Ensemble.Relaxation[coordinate], unit))]);
    }

    private static AutocorrelationCurve Curve(string name, SeriesColor color, AutocorrelationTime time, TimeUnit unit) =>
        new(name, color, [.. Enumerable.Range(0, time.Function.Count).Select(k => k * time.Spacing / unit.Scale)], time.Function) { Errors = time.FunctionErrors, FittedTime = unit.Of(time.Time.Value) };

    private static void AddPassages(HtmlReport report, LatentComparison comparison)
    {
        if (comparison.Truth.Transitions is not { } truth || comparison.Run.Transitions is not { } run || comparison.Definition.Basins is not { } basins) return;
        var (native, other) = comparison.Limits.BasinNames;
        var (lower, upper) = comparison.NativeIsUpper ? (other, native) : (native, other);
        var training = comparison.Training?.Transitions;
        var unit = TimeUnit.For([truth.FromAToB.MeanFirstPassageTime, truth.FromBToA.MeanFirstPassageTime]);
        report.Section("Transitions between the basins").Paragraph(
            $"A frame belongs to the core that was visited last, so that recrossings of the barrier ({basins.Height:F1} kT) do not count. Cores: ψ₁ {basins.Lower.Low:F2} to {basins.Lower.High:F2} ({lower}) and {basins.Upper.Low:F2} to {basins.Upper.High:F2} ({upper}).");
        report.Estimates(
            "Mean first-passage times: time spent in a state over transitions out of it.", unit.Name,
            [
                Row($"{lower} to {upper}", unit, Point(truth.FromAToB), Point(training?.FromAToB), Point(run.FromAToB)),
                Row($"{upper} to {lower}", unit, Point(truth.FromBToA), Point(training?.FromBToA), Point(run.FromBToA)),
            ]);
        report.Table(
            ["transitions", $"{lower} to {upper}", $"{upper} to {lower}", "time"],
            LatentReport.Ensembles(comparison).Select(e => (string[])
                [e.Name, $"{e.Ensemble.Transitions?.FromAToB.Transitions:N0}", $"{e.Ensemble.Transitions?.FromBToA.Transitions:N0}", MolecularTime.Exact(e.Ensemble.Time)]), 1, 2, 3);
    }

    private static PlotPoint Point(CorePassage? passage) => new(passage?.MeanFirstPassageTime, passage?.MeanFirstPassageTimeError);
}

using LatentSim.Analysis.Reports;
using LatentSim.Engine.Configuration;
using LatentSim.Models.Training;

namespace LatentSim.Engine.LagScans;

/// <summary>A scan of lags as a page.</summary>
internal static class LagScanReport
{
    public static HtmlReport Of(SystemConfiguration settings, LagScanTable table)
    {
        LagScanPoint chosen = table.Points.MinBy(point => Math.Abs(Math.Log(point.LagTime / settings.Lag)))!;
        return new HtmlReport($"{settings.Name}: scan of lags")
            .Section("Timescales and score against lag")
            .Paragraph($"{table.Verdict}. The lag should lie on the plateau, and below the timescales that the model is to show: what relaxes faster than a lag is noise to it.")
            .Figure("The encoder was trained alone at each lag.", Timescales(settings, table), Scores(settings, table))
            .Table(table.Headings, table.Rows, [.. Enumerable.Range(0, table.Headings.Count - 1)])
            .Section("The spectral gap")
            .Paragraph(Rule(chosen, table.Unit))
            .Figure("The eigenvalues of the learned functions; the vertical line is where the latent space ends.", Spectrum(chosen, table.Unit));
    }

    private static Picture Timescales(SystemConfiguration settings, LagScanTable table)
    {
        double[] lags = [.. table.Points.Select(point => point.LagTime)];
        LagScanCurve[] curves = [.. Enumerable.Range(0, table.Timescales)
            .Select(i => new LagScanCurve($"t{i + 1}", lags, [.. table.Points.Select(point => Finite(point.Encoder.Timescales[i]))]))
            .Where(curve => curve.Values.Any(double.IsFinite))];
        return LagScanPlot.Timescales("Implied timescales", table.Unit, curves, settings.Lag);
    }

    private static Picture Scores(SystemConfiguration settings, LagScanTable table)
    {
        double[] lags = [.. table.Points.Select(point => point.LagTime)];
        return LagScanPlot.Score(
            "VAMP-2 score", table.Unit,
            [
                new LagScanCurve("training", lags, [.. table.Points.Select(point => point.TrainingScore)]),
                new LagScanCurve("held out", lags, [.. table.Points.Select(point => point.ValidationScore)]),
            ],
            settings.Lag);
    }

    private static Picture Spectrum(LagScanPoint point, string unit)
    {
        double[] numbers = [.. Enumerable.Range(1, point.Encoder.Eigenvalues.Length).Select(i => (double)i)];
        return LinePlot.Draw(
            FormattableString.Invariant($"Spectrum at lag {point.LagTime:g6} {unit}"),
            new Axis("eigenfunction", 0.5, numbers.Length + 0.5) { TickSpacing = 1 },
            Axis.Around("eigenvalue", [0, 1, .. point.Encoder.Eigenvalues]),
            [
                new PlotSeries("training", numbers, point.Encoder.Eigenvalues) { Style = SeriesStyle.JoinedPoints },
                new PlotSeries("held out", numbers, point.Encoder.ValidationEigenvalues) { Style = SeriesStyle.JoinedPoints },
            ],
            rules: [new PlotRule(point.Encoder.Dimension + 0.5, $"m = {point.Encoder.Dimension}"), new PlotRule(Math.Exp(-1), "timescale = lag") { Flat = true }]);
    }

    private static string Rule(LagScanPoint point, string unit)
    {
        int slow = Math.Max(1, point.Encoder.Eigenvalues.Count(eigenvalue => eigenvalue >= Math.Exp(-1)));
        string gap = point.Gap is { } width ? FormattableString.Invariant($", where the gap is {width:f3}") : "";
        return FormattableString.Invariant($"At lag {point.LagTime:g6} {unit}, {slow} of {point.Encoder.Eigenvalues.Length} functions are slower than the lag (eigenvalue above 1/e): all of these are kept, and from there the spectrum is cut at its widest gap, after function {point.Encoder.Dimension}{gap}. So the latent space has m = {point.Encoder.Dimension}, unless encoder.dimension says otherwise.");
    }

    private static double Finite(double time) => time > 0 ? time : double.NaN;
}

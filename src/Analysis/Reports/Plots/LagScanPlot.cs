namespace LatentSim.Analysis.Reports;

/// <summary>What a lag is chosen by: implied timescales, and the VAMP-2 score, against lag.</summary>
public static class LagScanPlot
{
    /// <summary>Draws timescales on two logarithmic axes. Where t is below the lag nothing can be resolved: shaded.</summary>
    /// <param name="title">Stands above it.</param>
    /// <param name="unit">The unit of time.</param>
    /// <param name="timescales">A curve for each process, slowest first.</param>
    /// <param name="chosen">The lag that was chosen; null to mark none.</param>
    /// <param name="size">Its size; null for the standard one.</param>
    public static Picture Timescales(string title, string unit, IReadOnlyList<LagScanCurve> timescales, double? chosen = null, PlotSize? size = null)
    {
        var horizontal = Axis.Logarithmic($"lag ({unit})", timescales.SelectMany(t => t.Lags));
        var vertical = Axis.Logarithmic($"timescale ({unit})", timescales.SelectMany(t => t.Values).Concat(timescales.SelectMany(t => t.Lags)));
        double[] ends = [horizontal.Minimum, horizontal.Maximum];
        PlotSeries[] series = [.. timescales.Select(Series), new PlotSeries("t < lag", ends, ends) { Style = SeriesStyle.Region }];
        return LinePlot.Draw(title, horizontal, vertical, series, size, Rules(chosen));
    }

    /// <summary>Draws a score on a logarithmic axis of lags.</summary>
    /// <param name="title">Stands above it.</param>
    /// <param name="unit">The unit of time.</param>
    /// <param name="scores">Curves: training and validation, say.</param>
    /// <param name="chosen">The lag that was chosen; null to mark none.</param>
    /// <param name="label">What the score is.</param>
    /// <param name="size">Its size; null for the standard one.</param>
    public static Picture Score(string title, string unit, IReadOnlyList<LagScanCurve> scores, double? chosen = null, string label = "VAMP-2 score", PlotSize? size = null) => LinePlot.Draw(
        title, Axis.Logarithmic($"lag ({unit})", scores.SelectMany(s => s.Lags)), Axis.Around(label, scores.SelectMany(s => s.Values)), [.. scores.Select(Series)], size, Rules(chosen));

    private static PlotSeries Series(LagScanCurve curve) => new(curve.Name, curve.Lags, curve.Values) { Errors = curve.Errors, Style = SeriesStyle.JoinedPoints };

    private static IReadOnlyList<PlotRule> Rules(double? chosen) => chosen is { } lag ? [new PlotRule(lag, "chosen lag")] : [];
}

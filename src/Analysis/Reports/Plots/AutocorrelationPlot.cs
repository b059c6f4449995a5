using System.Globalization;

namespace LatentSim.Analysis.Reports;

/// <summary>Autocorrelation functions with the exponentials that fit them.</summary>
public static class AutocorrelationPlot
{
    private const int FitPoints = 80;
    private const double Floor = 0.01;

    /// <summary>Draws them.</summary>
    /// <param name="title">Stands above them.</param>
    /// <param name="unit">The unit of time.</param>
    /// <param name="curves">One for each ensemble.</param>
    /// <param name="logarithmic">Whether the vertical axis is logarithmic, on which an exponential is a straight line; it then ends at 0.01.</param>
    /// <param name="size">Its size; null for the standard one.</param>
    public static Picture Draw(string title, string unit, IReadOnlyList<AutocorrelationCurve> curves, bool logarithmic = false, PlotSize? size = null)
    {
        PlotSeries[] series = [.. curves.SelectMany(curve => Series(curve, unit))];
        var last = curves.SelectMany(c => c.Times).DefaultIfEmpty(1).Max();
        var vertical = logarithmic
            ? new Axis("C(t)", Math.Max(Floor, 0.8 * curves.SelectMany(c => c.Values).Where(v => v > 0).DefaultIfEmpty(Floor).Min()), 1.1) { IsLogarithmic = true }
            : new Axis("C(t)", Math.Min(0, curves.SelectMany(c => c.Values).Where(double.IsFinite).DefaultIfEmpty(0).Min()), 1.05);
        return LinePlot.Draw(title, new Axis($"time ({unit})", 0, last), vertical, series, size);
    }

    private static IEnumerable<PlotSeries> Series(AutocorrelationCurve curve, string unit)
    {
        if (curve.FittedTime is not { } time || !(time > 0))
        {
            yield return new PlotSeries(curve.Name, curve.Times, curve.Values) { Color = curve.Color, Errors = curve.Errors };
            yield break;
        }

        var name = $"{curve.Name}, t = {time.ToString("G4", CultureInfo.InvariantCulture)} {unit}";
        yield return new PlotSeries(name, curve.Times, curve.Values) { Color = curve.Color, Errors = curve.Errors };
        double[] times = [.. Enumerable.Range(0, FitPoints + 1).Select(i => curve.Times.Max() * i / FitPoints)];
        yield return new PlotSeries($"{curve.Name}, fit", times, [.. times.Select(t => Math.Exp(-t / time))]) { Color = curve.Color, Style = SeriesStyle.Fit, Unlisted = true };
    }
}

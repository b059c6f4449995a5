using System.Text;

namespace LatentSim.Analysis.Reports;

/// <summary>Paths of a series: its curve, the area below it, the band of its errors.</summary>
internal static class SeriesPath
{
    internal static string Curve(PlotArea area, PlotSeries series)
    {
        var path = new StringBuilder();
        var pen = false;
        for (var i = 0; i < series.X.Count; i++)
        {
            if (!double.IsFinite(series.Y[i]))
            {
                pen = false;
                continue;
            }

            path.Append(pen ? 'L' : 'M').Append(area.Point(series.X[i], series.Y[i]));
            pen = true;
        }

        return path.ToString();
    }

    internal static string Fill(PlotArea area, PlotSeries series, Axis vertical)
    {
        var ground = vertical.IsLogarithmic ? vertical.Minimum : Math.Clamp(0, vertical.Minimum, vertical.Maximum);
        var points = Enumerable.Range(0, series.X.Count).Where(i => double.IsFinite(series.Y[i])).ToArray();
        if (points.Length == 0) return "";
        return $"M{area.Point(series.X[points[0]], ground)}L{string.Join('L', points.Select(i => area.Point(series.X[i], series.Y[i])))}L{area.Point(series.X[points[^1]], ground)}z";
    }

    // A band ends where there is no error, so that it never spans a gap.
    internal static string Band(PlotArea area, PlotSeries series, IReadOnlyList<double> errors)
    {
        var path = new StringBuilder();
        for (var start = 0; start < series.X.Count; start++)
        {
            var end = start;
            while (end < series.X.Count && double.IsFinite(series.Y[end]) && double.IsFinite(errors[end])) end++;
            if (end == start) continue;
            var points = Enumerable.Range(start, end - start).ToArray();
            var upper = points.Select(i => area.Point(series.X[i], series.Y[i] + errors[i]));
            var lower = points.Reverse().Select(i => area.Point(series.X[i], series.Y[i] - errors[i]));
            path.Append($"M{string.Join('L', upper.Concat(lower))}z");
            start = end;
        }

        return path.ToString();
    }
}

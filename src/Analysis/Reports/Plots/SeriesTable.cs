namespace LatentSim.Analysis.Reports;

/// <summary>The numbers of curves: side by side where they share their abscissas, else one below the other.</summary>
internal static class SeriesTable
{
    internal static DataTable Of(string title, Axis horizontal, Axis vertical, IReadOnlyList<PlotSeries> series) =>
        series.All(s => s.X.SequenceEqual(series[0].X)) ? Beside(title, horizontal, series) : Below(title, horizontal, vertical, series);

    private static DataTable Beside(string title, Axis horizontal, IReadOnlyList<PlotSeries> series)
    {
        List<DataColumn> columns = [new(horizontal.Label, series.Count == 0 ? [] : series[0].X)];
        foreach (var s in series)
        {
            columns.Add(new DataColumn(s.Name, s.Y));
            if (s.Errors is not null) columns.Add(new DataColumn($"{s.Name}, standard error", s.Errors));
        }

        return new DataTable(title, columns);
    }

    private static DataTable Below(string title, Axis horizontal, Axis vertical, IReadOnlyList<PlotSeries> series) => new(
        title,
        new DataColumn("series", series.SelectMany(s => Enumerable.Repeat(s.Name, s.X.Count))),
        new DataColumn(horizontal.Label, series.SelectMany(s => s.X)),
        new DataColumn(vertical.Label, series.SelectMany(s => s.Y)),
        new DataColumn("standard error", series.SelectMany(s => s.Errors ?? Enumerable.Repeat(double.NaN, s.X.Count))));
}

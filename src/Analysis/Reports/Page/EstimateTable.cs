using System.Globalization;

namespace LatentSim.Analysis.Reports;

/// <summary>Numbers with errors of the three ensembles as a table: value ± error, run over truth, distance in errors, covered or not.</summary>
internal static class EstimateTable
{
    internal static IReadOnlyList<string> Headings(IReadOnlyList<EstimateRow> rows, string unit) =>
    [
        unit.Length > 0 ? $"in {unit}" : "", "truth", .. HasTraining(rows) ? ["training MD"] : (string[])[], "LatentSim", "LatentSim / truth", "distance in errors", "covers truth",
    ];

    internal static IReadOnlyList<string> Cells(EstimateRow row, IReadOnlyList<EstimateRow> rows) =>
    [
        row.Name, Text(row.Truth), .. HasTraining(rows) ? [Text(row.Training)] : (string[])[], Run(row),
        row.Ratio is { } ratio ? ratio.ToString("F3", CultureInfo.InvariantCulture) : "–",
        row.DistanceInErrors is { } distance ? distance.ToString("F1", CultureInfo.InvariantCulture) : "–",
        row.Covered switch { true => "✓ yes", false => "✗ no", _ => "–" },
    ];

    internal static DataTable Data(string title, string unit, IReadOnlyList<EstimateRow> rows) => new(
        title,
        new DataColumn(unit.Length > 0 ? $"in {unit}" : "name", rows.Select(r => r.Name)),
        Column("truth", rows, r => r.Truth.Value), Column("truth, standard error", rows, r => r.Truth.Error),
        Column("training MD", rows, r => r.Training.Value), Column("training MD, standard error", rows, r => r.Training.Error),
        Column("LatentSim", rows, r => r.Run.Value), Column("LatentSim, total standard error", rows, r => r.Run.Error), Column("LatentSim, sampling error", rows, r => r.SamplingError),
        Column("LatentSim / truth", rows, r => r.Ratio), Column("distance in errors", rows, r => r.DistanceInErrors));

    private static DataColumn Column(string name, IReadOnlyList<EstimateRow> rows, Func<EstimateRow, double?> value) => new(name, rows.Select(r => value(r) ?? double.NaN));

    private static bool HasTraining(IReadOnlyList<EstimateRow> rows) => rows.Any(r => r.Training.Value is not null);

    private static string Run(EstimateRow row) => row.SamplingError is { } error ? $"{Text(row.Run)} (sampling ± {ErrorText.Rounded(error)})" : Text(row.Run);

    private static string Text(PlotPoint point) => point.Value is { } value ? ErrorText.Of(value, point.Error) : "–";
}

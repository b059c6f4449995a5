using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LatentSim.Analysis;

/// <summary>Comparisons as plain text and as JSON.</summary>
public static class ComparisonText
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>One line a row, in columns: verdict, figure, measured, asked, context.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="context">What the last column is headed: what is compared with.</param>
    public static string ToPlainText(IReadOnlyList<ComparisonRow> rows, string context = "MD")
    {
        string[][] cells = [["", "figure", "measured", "asked", context], .. rows.Select(row => (string[])[Mark(row.Verdict), row.Figure, row.Measured, row.Asked, row.Context])];
        var widths = Enumerable.Range(0, 5).Select(column => cells.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in cells) text.Append(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).Append('\n');
        return text.ToString();
    }

    /// <summary>{ "passed", "rows": [ { figure, asked, measured, value, context, verdict } ] }; a number that is not finite is null.</summary>
    public static string ToJson(Comparison comparison) => JsonSerializer.Serialize(
        new { comparison.Passed, Rows = comparison.Rows.Select(row => row with { Value = row.Value is { } v && double.IsFinite(v) ? v : null }) }, Options);

    /// <summary>What plain text calls a verdict.</summary>
    public static string Mark(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.Fail => "FAIL",
        _ => "",
    };
}

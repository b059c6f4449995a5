using System.Text;
using LatentSim.Analysis;

namespace LatentSim.Engine.Evaluation;

/// <summary>Evaluations as a table for people: one line a figure, the runs beside each other.</summary>
internal static class EvaluationText
{
    /// <summary>The table.</summary>
    public static string Of(IReadOnlyList<RunEvaluation> evaluations) =>
        evaluations.Count == 1 ? ComparisonText.ToPlainText(evaluations[0].Rows) : SideBySide(evaluations);

    /// <summary>Headings of runs beside each other.</summary>
    public static string[] Headings(IReadOnlyList<RunEvaluation> evaluations) => ["figure", .. evaluations.Select(evaluation => evaluation.Run.Name), "asked", "MD"];

    /// <summary>The figures of runs beside each other.</summary>
    public static IEnumerable<string[]> Lines(IReadOnlyList<RunEvaluation> evaluations) => evaluations.SelectMany(evaluation => evaluation.Rows).DistinctBy(row => row.Figure)
        .Select(row => (string[])[row.Figure, .. evaluations.Select(evaluation => Cell(evaluation, row.Figure)), row.Asked, row.Context]);

    private static string SideBySide(IReadOnlyList<RunEvaluation> evaluations) => Columns([Headings(evaluations), .. Lines(evaluations)]);

    private static string Cell(RunEvaluation evaluation, string figure)
    {
        ComparisonRow? row = evaluation.Rows.FirstOrDefault(row => row.Figure == figure);
        return row is null ? "" : $"{row.Measured} {ComparisonText.Mark(row.Verdict)}".TrimEnd();
    }

    private static string Columns(List<string[]> lines)
    {
        int[] widths = [.. Enumerable.Range(0, lines[0].Length).Select(column => lines.Max(line => line[column].Length))];
        var text = new StringBuilder();
        foreach (string[] line in lines)
            text.Append(string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).Append('\n');
        return text.ToString();
    }
}

using LatentSim.Analysis;
using LatentSim.Analysis.Reports;

namespace LatentSim.Engine.Experiments;

/// <summary>The experiments on one system as a page.</summary>
internal static class ExperimentReport
{
    /// <summary>Makes it.</summary>
    public static HtmlReport Of(IReadOnlyList<(ExperimentKind Kind, IExperimentResult Result)> results)
    {
        SystemSummary system = results[0].Result.System;
        var report = new HtmlReport($"{system.Name}: how far can a learned integrator be trusted?");
        ComparisonRow[] verdicts = [.. results.SelectMany(one => one.Result.Verdicts())];
        report.Verdicts($"{system.Describe()}. All in reduced units. The paper is Kadupitiya, Fox and Jadhao (2020).", [.. verdicts.Select(row => VerdictCard.Of(row))]);
        foreach ((ExperimentKind kind, IExperimentResult result) in results)
            AddSection(report, kind, result);
        return report;
    }

    private static void AddSection(HtmlReport report, ExperimentKind kind, IExperimentResult result)
    {
        report.Section(kind.Title).Paragraph($"latentsim experiment {kind.Name}. {result.System.Describe()}.");
        foreach (ResultTable table in result.Tables())
            report.Paragraph(table.Caption).Table(table.Headings, table.Rows, table.NumberColumns);
        foreach (string remark in result.Remarks())
            report.Paragraph(remark);
        result.Draw(report);
    }
}

using System.Globalization;
using LatentSim.Analysis;
using LatentSim.Analysis.Reports;
using LatentSim.Engine.Commands;
using LatentSim.Engine.Information;
using LatentSim.Engine.Streaming;
using LatentSim.Engine.Terminal;
using LatentSim.Models.ModelFile;

namespace LatentSim.Engine.Evaluation;

/// <summary>A run compared with held-out MD.</summary>
/// <param name="Run">The run.</param>
/// <param name="Comparison">Figure by figure.</param>
internal sealed record RunEvaluation(FinishedRun Run, Comparison Comparison)
{
    /// <summary>Where the report is.</summary>
    public string ReportFile => Path.Combine(Run.Directory.Root, "report.html");

    /// <summary>Measures a run and writes its report.</summary>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">The run is damaged, or the reference is of another molecule or lag.</exception>
    public static RunEvaluation Of(FinishedRun run, EnsembleStatistics reference)
    {
        Comparison comparison = Comparison.Of(run.Measure(reference), reference).With(PerformanceRows(run));
        var evaluation = new RunEvaluation(run, comparison);
        CommandOutput.WriteText(evaluation.ReportFile, evaluation.Report().ToHtml());
        return evaluation;
    }

    private static IEnumerable<ComparisonRow> PerformanceRows(FinishedRun run)
    {
        if (RunPerformance.Read(run.Directory) is not { } performance)
            yield break;

        string slots = performance.Devices.Count == 1 ? "one slot" : $"{performance.Devices.Count} slots";
        yield return Measured($"rate of the whole pipeline to XTC on {slots}", $"{Number(performance.FramesPerSecond, "N0")} frames/s", performance.FramesPerSecond);
        yield return Measured("peak memory of the run", InformationText.Size(performance.PeakMemoryBytes), performance.PeakMemoryBytes);
    }

    private static ComparisonRow Measured(string figure, string text, double value) => new(figure, "", text, value, "", Verdict.Measured);

    private HtmlReport Report()
    {
        HtmlReport report = EvaluationReport.Of($"{Run.Model.Name}: {Run.Name}", Comparison);
        if (LatentTrace.Draw(Run) is { } picture)
            report.Section("Latent coordinates").Figure(LatentTrace.Caption(Run), picture);
        AddProvenance(report);
        return report;
    }

    private void AddProvenance(HtmlReport report)
    {
        Provenance provenance = Run.Model.Provenance;
        report.Section("The model").Paragraph(
            $"Made by {provenance.CreatedBy} with seed {provenance.Seed} in {Duration.Of(provenance.WallTime)}. Run with seed {Run.Settings.Seed}, "
            + $"{Run.Settings.Walkers} walkers of {Number(Run.Settings.Frames, "N0")} frames, {Duration.Molecular(Run.Model.LagTime)} apart. SHA-256 of the model: {Run.Settings.ModelHash}.");
        report.Table(["trained on", "frames", "SHA-256"], provenance.Data.Select(file => (string[])[file.Name, Number(file.Frames, "N0"), file.Sha256]), 1);
        report.Table(["figure of the training", "value"], provenance.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal).Select(metric => (string[])[metric.Key, Number(metric.Value, "G6")]), 1);
        report.Table(["package", "version"], provenance.Packages.OrderBy(package => package.Key, StringComparer.Ordinal).Select(package => (string[])[package.Key, package.Value]));
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}

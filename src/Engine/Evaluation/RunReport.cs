using System.Globalization;
using LatentSim.Analysis.Reports;
using LatentSim.Engine.Terminal;
using LatentSim.Models.ModelFile;

namespace LatentSim.Engine.Evaluation;

/// <summary>The report on a run: the verdict, the figures of latent space, those of all atoms, the model.</summary>
internal static class RunReport
{
    /// <summary>Makes it.</summary>
    /// <param name="evaluation">The run.</param>
    /// <param name="others">Runs that are shown beside it.</param>
    /// <param name="lagScan">A scan of lags; null without one.</param>
    public static HtmlReport Of(RunEvaluation evaluation, IReadOnlyList<RunEvaluation> others, LagScanSection? lagScan)
    {
        FinishedRun run = evaluation.Run;
        ComparedRun[] beside = [.. others.Select(other => new ComparedRun(other.Run.Name, other.Backmapped, other.Energies))];
        HtmlReport report = new HtmlReport($"{run.Model.Name}: {run.Name}").Verdicts(Summary(evaluation), EvaluationReport.Cards(evaluation.Rows));
        if (evaluation.Latent is { } latent)
            LatentReport.AddTo(report, latent);
        if (!run.IsBackmapped && LatentTrace.Draw(run) is { } picture)
            report.Section("Latent coordinates").Figure(LatentTrace.Caption(run), picture);
        if (evaluation.Energies is { } energies)
            EnergySection.AddTo(report, energies, beside);
        if (evaluation.Backmapped is { } backmapped)
            BackmapReport.AddTo(report, backmapped, beside);
        if (evaluation.Atoms is { } comparison)
            EvaluationReport.AddTo(report, comparison);
        LearningCurves.AddTo(report, run.Directory);
        lagScan?.AddTo(report, run.Model.LagTime);
        report.Section("All figures").Rows(evaluation.Rows);
        if (others.Count > 0)
            report.Section("Beside other runs").Table(EvaluationText.Headings([evaluation, .. others]), EvaluationText.Lines([evaluation, .. others]));
        if (evaluation.Atoms is { } measured)
            EvaluationReport.AddSources(report, measured);
        AddModel(report, evaluation);
        return report;
    }

    private static string Summary(RunEvaluation evaluation) => evaluation switch
    {
        { Latent: { } latent } => LatentReport.Summary(latent),
        { Backmapped: { } backmapped } => BackmapReport.Summary(backmapped),
        { Atoms: { } atoms } => EvaluationReport.Summary(atoms),
        _ => "",
    };

    private static void AddModel(HtmlReport report, RunEvaluation evaluation)
    {
        FinishedRun run = evaluation.Run;
        Provenance provenance = run.Model.Provenance;
        report.Section("The model").Paragraph(
            $"Made by {provenance.CreatedBy} with seed {provenance.Seed} in {Duration.Of(provenance.WallTime)}. Run with seed {run.Settings.Seed}, "
            + $"{run.Settings.Walkers} walkers of {Number(run.Settings.Frames, "N0")} frames, {Duration.Molecular(run.Model.LagTime)} apart. SHA-256 of the model: {run.Settings.ModelHash}.");
        if (run.Settings.Coarse is { } coarse)
            report.Table(["coarse trajectory", "frames", "SHA-256"], coarse.Trajectories.Select(trajectory => (string[])[Path.GetFileName(trajectory.File.Path), Number(trajectory.Frames, "N0"), trajectory.File.Hash]), 1);
        if (evaluation.Latent is { } latent)
            LatentReport.AddSources(report, latent);
        report.Table(["trained on", "frames", "SHA-256"], provenance.Data.Select(file => (string[])[file.Name, Number(file.Frames, "N0"), file.Sha256]), 1);
        report.Table(["figure of the training", "value"], provenance.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal).Select(metric => (string[])[metric.Key, Number(metric.Value, "G6")]), 1);
        report.Table(["package", "version"], provenance.Packages.OrderBy(package => package.Key, StringComparer.Ordinal).Select(package => (string[])[package.Key, package.Value]));
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}

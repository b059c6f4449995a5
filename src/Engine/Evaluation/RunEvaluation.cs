using System.Globalization;
using LatentSim.Analysis;
using LatentSim.Engine.Commands;
using LatentSim.Engine.Information;
using LatentSim.Engine.Streaming;
using LatentSim.Engine.Terminal;

namespace LatentSim.Engine.Evaluation;

/// <summary>A run compared with held-out MD.</summary>
/// <param name="Run">The run.</param>
/// <param name="Latent">In latent space; null where there are no trajectories to compare with.</param>
/// <param name="Atoms">Atom by atom; null for a run without atoms.</param>
internal sealed record RunEvaluation(FinishedRun Run, LatentComparison? Latent, Comparison? Atoms)
{
    /// <summary>Where the report is.</summary>
    public string ReportFile => Path.Combine(Run.Directory.Root, "report.html");

    /// <summary>All figures.</summary>
    public IReadOnlyList<ComparisonRow> Rows { get; } = [.. Latent?.Rows ?? [], .. Atoms?.Rows ?? [], .. PerformanceRows(Run)];

    /// <summary>Whether no figure failed.</summary>
    public bool Passed => Rows.All(row => row.Verdict != Verdict.Fail);

    /// <summary>Measures a run and writes its report.</summary>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">The run is damaged, or the reference is of another molecule or lag.</exception>
    public static RunEvaluation Of(FinishedRun run, EvaluationReference reference, LagScanSection? lagScan, ProgressLine progress)
    {
        LatentComparison? latent = reference.Dynamics is { } dynamics ? new LatentEvaluation(dynamics, reference.Limits, progress).Compare(run) : null;
        Comparison? atoms = run.HasAtoms ? Comparison.Of(run.Measure(reference.Atoms), reference.Atoms) : null;
        if (atoms is not null && reference.Energies is { } energies)
            atoms = atoms.With(energies.Compare(run));
        var evaluation = new RunEvaluation(run, latent, atoms);
        CommandOutput.WriteText(evaluation.ReportFile, RunReport.Of(evaluation, lagScan).ToHtml());
        return evaluation;
    }

    private static IEnumerable<ComparisonRow> PerformanceRows(FinishedRun run)
    {
        if (RunPerformance.Read(run.Directory) is not { } performance)
            yield break;

        string slots = performance.Devices.Count == 1 ? "one slot" : $"{performance.Devices.Count} slots";
        yield return Measured($"rate of the whole pipeline to XTC on {slots}", $"{performance.FramesPerSecond.ToString("N0", CultureInfo.InvariantCulture)} frames/s", performance.FramesPerSecond);
        yield return Measured("peak memory of the run", InformationText.Size(performance.PeakMemoryBytes), performance.PeakMemoryBytes);
    }

    private static ComparisonRow Measured(string figure, string text, double value) => new(figure, "", text, value, "", Verdict.Measured);
}

using System.Globalization;
using LatentSim.Analysis;
using LatentSim.Engine.Information;
using LatentSim.Engine.Streaming;
using LatentSim.Engine.Terminal;

namespace LatentSim.Engine.Evaluation;

/// <summary>A run compared with held-out MD.</summary>
/// <param name="Run">The run.</param>
/// <param name="Latent">In latent space; null where there are no trajectories to compare with, or the run has no latents.</param>
/// <param name="Atoms">Atom by atom; null for a run without atoms.</param>
/// <param name="Backmapped">How its atoms follow the coarse sites and one another; null where there are no trajectories to compare with, or no atoms.</param>
/// <param name="Energies">Potential energies; null without a force field or without atoms.</param>
/// <param name="Rotation">Whether its backmapper turns its frames with its input; empty without atoms.</param>
internal sealed record RunEvaluation(
    FinishedRun Run, LatentComparison? Latent, Comparison? Atoms, BackmapComparison? Backmapped, EnergyComparison? Energies, IReadOnlyList<ComparisonRow> Rotation)
{
    /// <summary>Where the report is.</summary>
    public string ReportFile => Path.Combine(Run.Directory.Root, "report.html");

    /// <summary>All figures.</summary>
    public IReadOnlyList<ComparisonRow> Rows { get; } = Run.IsBackmapped
        ? [.. Energies?.Rows ?? [], .. Backmapped?.Rows ?? [], .. Atoms?.Rows ?? [], .. Rotation, .. PerformanceRows(Run)]
        : [.. Latent?.Rows ?? [], .. Atoms?.Rows ?? [], .. Backmapped?.Rows ?? [], .. Energies?.Rows ?? [], .. Rotation, .. PerformanceRows(Run)];

    /// <summary>Whether no figure failed.</summary>
    public bool Passed => Rows.All(row => row.Verdict != Verdict.Fail);

    /// <summary>Measures a run.</summary>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">The run is damaged, or the reference is of another molecule or lag.</exception>
    public static RunEvaluation Of(FinishedRun run, EvaluationReference reference, ProgressLine progress)
    {
        LatentComparison? latent = reference.Dynamics is { } dynamics ? new LatentEvaluation(dynamics, reference.Limits, progress).Compare(run) : null;
        if (!run.HasAtoms)
            return new RunEvaluation(run, latent, null, null, null, []);

        // What backmapped frames have of torsions and kinetics is compared by BackmapComparison, if there is MD to compare with frame by frame.
        BackmapComparison? backmapped = reference.Backmapped?.Compare(run, progress);
        ComparisonScope scope = run.IsBackmapped && backmapped is not null ? ComparisonScope.Structure : ComparisonScope.All;
        Comparison atoms = Comparison.Of(run.Measure(reference.Atoms), reference.Atoms, scope);
        IReadOnlyList<ComparisonRow> rotation = [.. RotationRows.Of(run, run.IsBackmapped ? reference.RotationLimit : null)];
        return new RunEvaluation(run, latent, atoms, backmapped, reference.Energies?.Compare(run, asks: !run.IsOutOfDistribution), rotation);
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

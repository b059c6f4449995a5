using System.Globalization;

namespace LatentSim.Analysis.Reports;

/// <summary>The sections of a report on a comparison in latent space: the figures of Sidky et al. 2020 with MD and LatentSim side by side.</summary>
public static class LatentReport
{
    /// <summary>Adds the sections to a report.</summary>
    public static void AddTo(HtmlReport report, LatentComparison comparison)
    {
        FreeEnergySection.AddTo(report, comparison);
        KineticSection.AddTo(report, comparison);
        StructureSection.AddTo(report, comparison);
    }

    /// <summary>What was compared, in a sentence.</summary>
    public static string Summary(LatentComparison comparison)
    {
        LatentEnsemble[] ensembles = [comparison.Run, comparison.Truth, .. comparison.Training is { } training ? [training] : (LatentEnsemble[])[]];
        return $"{string.Join("; ", ensembles.Select(Describe))}. Lag {MolecularTime.Exact(comparison.Definition.System.LagTime)}. The same code measured all of them.";
    }

    /// <summary>Adds the table of what was measured.</summary>
    public static void AddSources(HtmlReport report, LatentComparison comparison) => report.Table(
        ["ensemble", "trajectories", "frames", "time"],
        Ensembles(comparison).Select(e => (string[])[e.Ensemble.Name, Count(e.Ensemble.Trajectories), Count(e.Ensemble.Frames), MolecularTime.Exact(e.Ensemble.Time)]), 1, 2, 3);

    /// <summary>The ensembles in the order in which they are drawn, with their colours.</summary>
    internal static IReadOnlyList<(LatentEnsemble Ensemble, string Name, SeriesColor Color)> Ensembles(LatentComparison comparison) =>
    [
        (comparison.Truth, "MD", SeriesColor.Truth),
        .. comparison.Training is { } training ? [(training, "training MD", SeriesColor.Training)] : ((LatentEnsemble, string, SeriesColor)[])[],
        (comparison.Run, "LatentSim", SeriesColor.Run),
    ];

    private static string Describe(LatentEnsemble ensemble) =>
        $"{ensemble.Name}: {Count(ensemble.Trajectories)} {(ensemble.Trajectories == 1 ? "trajectory" : "trajectories")}, {MolecularTime.Exact(ensemble.Time)}";

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace LatentSim.Analysis.Reports;

/// <summary>The sections of a report on backmapped trajectories: the figures of Shmilovich et al. 2022, section 3, with MD and LatentSim side by side.</summary>
public static class BackmapReport
{
    // A picture holds six curves at most, of which two are those of MD and of the run.
    private const int MostOthers = 4;

    /// <summary>Adds the sections to a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="comparison">The run's comparison.</param>
    /// <param name="others">Other runs, whose curves are drawn too where they are of the same definition.</param>
    public static void AddTo(HtmlReport report, BackmapComparison comparison, IReadOnlyList<ComparedRun> others)
    {
        (string, BackmapComparison)[] alike =
            [.. others.Where(other => ReferenceEquals(other.Frames?.Definition, comparison.Definition)).Select(other => (other.Name, other.Frames!)).Take(MostOthers)];
        if (comparison.IsBackmapped)
        {
            PlaneSection.AddTo(report, comparison);
            MarkovSection.AddTo(report, comparison, alike);
        }

        VelocitySection.AddTo(report, comparison, alike);
        FreeTorsionSection.AddTo(report, comparison, alike);
        LocalStructureSection.AddTo(report, comparison);
    }

    /// <summary>What was compared, in a sentence.</summary>
    public static string Summary(BackmapComparison comparison) =>
        $"{Count(comparison.Run.Frames)} frames of the run, {Count(comparison.Truth.Frames)} of MD, {MolecularTime.Exact(comparison.Definition.LagTime)} apart. "
        + (comparison.IsOutOfDistribution
            ? "The coarse trajectory is one of a coarse model, whose time is not MD's: timescales are scaled so that the slowest agree, velocities so that their means do. "
            : "")
        + "The same code measured both.";

    internal static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}

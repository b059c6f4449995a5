using LatentSim.Analysis;
using LatentSim.Analysis.Reports;

namespace LatentSim.Engine.Experiments;

/// <summary>Energy deviations of every integrator and timestep on the test trajectory: Fig. 5 of the paper.</summary>
/// <param name="System">The system.</param>
/// <param name="Scale">What energies are compared with.</param>
/// <param name="Duration">How long trajectories run free.</param>
/// <param name="Rows">The deviations of each subject.</param>
internal sealed record EnergyResult(SystemSummary System, EnergyScale Scale, double Duration, IReadOnlyList<EnergyRow> Rows) : IExperimentResult
{
    private const double Claimed = 1e-3;

    public IReadOnlyList<ResultTable> Tables() =>
    [
        new ResultTable(
            "Energy deviation of the test trajectory.",
            ["integrator", "fed", "timestep", "to t", "mean |delta E|", "largest", "slope per tau", "slope x t", "drifts", "paper"],
            [.. Rows.Select(Cells)]),
    ];

    public IReadOnlyList<string> Remarks() => [EnergyText.Of(Scale), EnergyText.HowSlopesAreJudged, "One-step energies are those of single steps from true frames; they cannot drift by themselves, whatever the integrator does."];

    public IReadOnlyList<ComparisonRow> Verdicts()
    {
        (string Integrator, double Largest, bool Drifts)[] worst =
        [
            .. Rows.Where(row => row.Subject.Kind == TrajectoryKind.FreeRunning)
                .GroupBy(row => row.Subject.Integrator, (integrator, rows) => (integrator, rows.Max(row => row.Deviations.Largest), rows.Any(row => !row.Deviations.Slope.IsConsistentWithZero)))
                .OrderBy(one => one.Item2),
        ];
        if (worst.Length == 0)
            return [];
        (string best, double largest, bool drifts) = worst[0];
        string when = $"to t = {FigureText.OfTime(Duration)}, worst timestep, {best}";
        return
        [
            Asked.AtMost($"free-running energy deviation {when}", largest, System.Particles == 1 ? Claimed : null, "paper: <= 1e-3 claimed"),
            new ComparisonRow($"energy drift {when}", System.Particles == 1 ? "none" : "", drifts ? "some timestep drifts" : "none", null, "", System.Particles > 1 ? Verdict.Measured : drifts ? Verdict.Fail : Verdict.Pass),
        ];
    }

    public void Draw(HtmlReport report) => report.Figure(
        "Largest |delta E| in each bin of time. The numbers are timesteps.",
        [.. Rows.GroupBy(row => row.Subject.Family).Select(family => Curves(family.Key, [.. family]))]);

    private static IReadOnlyList<string> Cells(EnergyRow row) =>
    [
        row.Subject.Integrator, row.Subject.Fed, FigureText.OfTime(row.Subject.Timestep), Until(row.Deviations), FigureText.Of(row.Deviations.Mean), FigureText.Of(row.Deviations.Largest),
        EnergyText.Of(row.Deviations.Slope), FigureText.Of(row.Deviations.Slope.Value * row.Deviations.Duration), EnergyText.Verdict(row.Deviations.Slope),
        row.Subject.Kind == TrajectoryKind.Verlet ? "" : $"<= {FigureText.Of(Claimed)} claimed",
    ];

    private static string Until(EnergyDeviations deviations) =>
        deviations.DivergedAt is { } diverged ? $"diverged at {FigureText.OfTime(diverged)}" : FigureText.OfTime(deviations.Duration);

    private Picture Curves(string family, IReadOnlyList<EnergyRow> rows)
    {
        PlotSeries[] series = [.. rows.Select(row => new PlotSeries(
            FigureText.OfTime(row.Subject.Timestep), [.. row.Deviations.Series.Select(bin => bin.Time)], [.. row.Deviations.Series.Select(bin => bin.Largest)]))];
        return LinePlot.Draw(
            family, Axis.Logarithmic("time", [Rows.Min(row => row.Subject.Timestep), Duration]), DeviationAxis(), series, rules: [new PlotRule(Claimed, "claimed") { Flat = true }]);
    }

    private Axis DeviationAxis() => Axis.Logarithmic(
        "|delta E|", Rows.SelectMany(row => row.Deviations.Series.Select(bin => bin.Largest)).Append(Claimed).Where(deviation => deviation is > 1e-13 and < 1e6));
}

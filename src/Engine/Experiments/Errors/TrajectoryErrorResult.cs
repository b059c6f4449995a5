using LatentSim.Analysis;
using LatentSim.Analysis.Reports;

namespace LatentSim.Engine.Experiments;

/// <summary>Position errors of every integrator and timestep: Fig. 3 of the paper, Fig. 9 for many particles.</summary>
/// <param name="System">The system.</param>
/// <param name="Duration">How long.</param>
/// <param name="Rows">The errors of each subject.</param>
internal sealed record TrajectoryErrorResult(SystemSummary System, double Duration, IReadOnlyList<TrajectoryErrorRow> Rows) : IExperimentResult
{
    private const double LeastShown = 1e-12;
    private const double MostShown = 1e4;

    private bool IsFluid => System.Particles > 1;

    public IReadOnlyList<ResultTable> Tables() =>
    [
        new ResultTable(
            $"Position error of the test trajectory, mean over t = 0 to {FigureText.OfTime(Duration)}, and at the end: over the last tenth of it.",
            ["integrator", "fed", "timestep", "mean", "at the end", "largest", "paper"],
            [.. Rows.Select(Cells)]),
        .. HeldOut == 0 ? [] : new[] { new ResultTable(
            $"The same of {HeldOut} trajectories of the sweep that training never saw: over them the mean, the median and what 95 % do not exceed.",
            ["integrator", "fed", "timestep", "mean error: mean", "median", "95 %", "error at the end: mean", "median", "95 %"],
            [.. Rows.Select(HeldOutCells)]) },
    ];

    public IReadOnlyList<string> Remarks() =>
    [
        "One-step: each step is fed with true frames, which is how the paper's own figures are made; its errors do not accumulate. Free-running: fed with its own output, as a simulation is. The two are never mixed.",
        IsFluid
            ? "The error is that of equation 17, mean over particles of the distance, to the nearest image in a periodic cube. Many particles are chaotic: the row of Verlet with the start moved by 1e-12 shows when any trajectory is lost, whatever made it."
            : "The error is |x - x_true|; the truth is velocity Verlet with the timestep Delta.",
    ];

    // Of many particles no trajectory can be followed: nothing is asked of its error.
    public IReadOnlyList<ComparisonRow> Verdicts() => IsFluid ? [] :
    [
        .. Worst(TrajectoryKind.OneStep, _ => true, row => row.Test.Mean).Select(worst => Asked.AtMost(
            $"one-step position error, {worst.Integrator}", worst.Figure, System.Potential == "rugged" ? 3e-3 : 1e-3, "paper: 1e-3 to 4e-3")),
        .. Worst(TrajectoryKind.FreeRunning, timestep => timestep is 0.4 or 1, row => row.Test.AtEnd).Take(1).Select(best => Asked.AtMost(
            $"free-running position error at t = {FigureText.OfTime(Duration)}, timesteps 0.4 and 1, {best.Integrator}", best.Figure, System.Potential == "rugged" ? null : 1e-2, "not measured in the paper")),
    ];

    public void Draw(HtmlReport report)
    {
        report.Figure(
            "Position error against time, mean in each hundredth of it. The numbers are timesteps; Verlet with the timestep Delta is the truth.",
            [.. Families().Select(family => Curves(family.Key, [.. family]))]);
        report.Figure("Position error of the test trajectory over the last tenth of the time, against the timestep.", AgainstTimestep());
    }

    private int HeldOut => Rows.Select(row => row.HeldOut.Trajectories).DefaultIfEmpty(0).Max();

    // Of each integrator the worst over its timesteps, the best integrator first.
    private IEnumerable<(string Integrator, double Figure)> Worst(TrajectoryKind kind, Func<double, bool> isAsked, Func<TrajectoryErrorRow, double> figure) => Rows
        .Where(row => row.Subject.Kind == kind && isAsked(row.Subject.Timestep))
        .GroupBy(row => row.Subject.Integrator, (integrator, rows) => (integrator, rows.Max(figure)))
        .OrderBy(one => one.Item2);

    private IEnumerable<IGrouping<string, TrajectoryErrorRow>> Families() => Rows.GroupBy(row => row.Subject.Family);

    private IReadOnlyList<string> Cells(TrajectoryErrorRow row) =>
    [
        row.Subject.Integrator, row.Subject.Fed, FigureText.OfTime(row.Subject.Timestep), FigureText.Of(row.Test.Mean), FigureText.Of(row.Test.AtEnd),
        row.Test.DivergedAt is { } diverged ? $"diverged at {FigureText.OfTime(diverged)}" : FigureText.Of(row.Test.Largest), Paper(row.Subject),
    ];

    private static IReadOnlyList<string> HeldOutCells(TrajectoryErrorRow row) =>
    [
        row.Subject.Integrator, row.Subject.Fed, FigureText.OfTime(row.Subject.Timestep), FigureText.Of(row.HeldOut.Mean), FigureText.Of(row.HeldOut.Median), FigureText.Of(row.HeldOut.Percentile95),
        FigureText.Of(row.HeldOutAtEnd.Mean), FigureText.Of(row.HeldOutAtEnd.Median), FigureText.Of(row.HeldOutAtEnd.Percentile95),
    ];

    private string Paper(Subject subject) => subject.Kind switch
    {
        TrajectoryKind.FreeRunning => "not measured",
        TrajectoryKind.OneStep when IsFluid => "O(1e-3)",
        TrajectoryKind.OneStep => PaperFigures.PositionError(subject.Timestep) is { } error ? FigureText.Of(error) : "",
        _ when IsFluid && System.Particles == 16 => subject.Timestep < 20 * System.VerletTimestep ? "1e-1" : "> 1e9",
        _ => "grows",
    };

    private Picture Curves(string family, IReadOnlyList<TrajectoryErrorRow> rows)
    {
        PlotSeries[] series =
        [
            .. rows.Select(row => new PlotSeries(FigureText.OfTime(row.Subject.Timestep), [.. row.Test.Series.Select(bin => bin.Time)], [.. row.Test.Series.Select(bin => bin.Mean)])),
        ];
        return LinePlot.Draw(family, new Axis("time", 0, Duration), ErrorAxis(Rows.SelectMany(row => row.Test.Series.Select(bin => bin.Mean))), series);
    }

    private Picture AgainstTimestep()
    {
        PlotSeries[] series =
        [
            .. Families().Where(family => family.Count() > 1).Select(family => new PlotSeries(
                family.Key, [.. family.Select(row => row.Subject.Timestep)], [.. family.Select(row => double.IsFinite(row.Test.AtEnd) ? row.Test.AtEnd : double.NaN)]) { Style = SeriesStyle.JoinedPoints }),
        ];
        return LinePlot.Draw("Error at the end", Axis.Logarithmic("timestep", series.SelectMany(s => s.X)), ErrorAxis(series.SelectMany(s => s.Y)), series);
    }

    private static Axis ErrorAxis(IEnumerable<double> errors) => Axis.Logarithmic("position error", errors.Where(error => error is > LeastShown and < MostShown));
}

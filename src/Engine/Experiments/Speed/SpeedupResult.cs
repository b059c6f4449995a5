using LatentSim.Analysis;
using LatentSim.Analysis.Reports;

namespace LatentSim.Engine.Experiments;

/// <summary>What steps take and the net speedup that equation 3 makes of it: Table I of the paper.</summary>
/// <param name="System">The system.</param>
/// <param name="Time">The simulated time in equation 3.</param>
/// <param name="VerletStep">t_V, the seconds of one step of our Verlet.</param>
/// <param name="AccuracyDuration">How long trajectories were followed to see how accurate they are.</param>
/// <param name="Rows">The integrators.</param>
internal sealed record SpeedupResult(SystemSummary System, double Time, double VerletStep, double AccuracyDuration, IReadOnlyList<SpeedupRow> Rows) : IExperimentResult
{
    private const double Microsecond = 1e-6;

    private bool IsFluid => System.Particles > 1;

    public IReadOnlyList<ResultTable> Tables() =>
    [
        new ResultTable(
            $"Net speedup S_p by equation 3 to t = {FigureText.OfTime(Time)}, one trajectory on one core: t_V = {FigureText.Of(VerletStep / Microsecond)} us a step of our Verlet, Delta = {FigureText.OfTime(System.VerletTimestep)}.",
            ["integrator", "timestep", "window", "t_R (us)", "S_p", "paper", "S_p with the paper's t_V"],
            [.. Rows.Select(Cells)]),
        .. Rows.All(row => !row.IsTrained) ? [] : new[] { new ResultTable(
            $"The same against Verlet with the largest timestep with which it is as good as the integrator, over t = {FigureText.OfTime(AccuracyDuration)}.",
            ["integrator", "timestep", "largest |delta E|", "Verlet's timestep", "S_p", .. IsFluid ? Array.Empty<string>() : ["position error at the end", "Verlet's timestep", "S_p"]],
            [.. Rows.Where(row => row.IsTrained).Select(AccuracyCells)]) },
    ];

    public IReadOnlyList<string> Remarks() =>
    [
        "S_p = t_V S_T / (S_V t_V + (S_T - S_V) t_R Delta / Delta_R), S_V = Delta_R (S_R - 1) / Delta. Times are processor time of one thread, medians over 9 turns, by turns with Verlet, after a warm-up. A step ends when its positions and velocities are there. Training is not counted, as in the paper.",
        $"The paper's example for 16 particles has t_V = 43.9 ms and t_R = 2.6 ms. Its t_V is {FigureText.Of(PaperFigures.VerletStep / VerletStep)} times ours"
        + (System.Particles == 16 ? ": its speedups come from there." : " here, with another number of particles."),
        "Verlet as good: a user who needs no more accuracy than the integrator gives would run Verlet with a larger timestep than Delta, so the speedup against that is the one that counts. "
        + "Timesteps of 1, 2, 4, 5, 8, 10, 20, 25, 40, 50, 100 and 200 Delta are tried, up to the first that is worse; where Verlet with Delta itself is worse, that is taken. "
        + (IsFluid ? "Many particles are compared by energy alone: positions cannot be followed." : "Positions are compared over the last tenth of the time."),
        .. Rows.Any(row => !row.IsTrained) ? ["Integrators marked * were not trained: what a step takes does not depend on the values of the weights."] : Array.Empty<string>(),
    ];

    public IReadOnlyList<ComparisonRow> Verdicts() => System.Particles != 16 ? [] :
    [
        .. Rows.GroupBy(row => row.Subject.Integrator).Select(rows => Asked.AtMost(
            $"step of 16 particles, {rows.Key}", rows.Max(row => row.Step) / Microsecond, 15, "paper: 2600 us", " us")),
    ];

    public void Draw(HtmlReport report)
    {
        PlotSeries[] series =
        [
            .. Rows.GroupBy(row => row.Subject.Integrator).Select(rows => Series(rows.Key, rows, row => row.Speedup)),
            .. Rows.GroupBy(row => row.Subject.Integrator).Select(rows => Series($"{rows.Key}, against Verlet as good", rows, row => (row.AsGoodInPosition ?? row.AsGoodInEnergy)?.Speedup)),
            Series("paper", Rows.DistinctBy(row => row.Subject.Timestep), row => PaperFigures.Speedup(System, row.Subject.Timestep)),
        ];
        report.Figure(
            "Net speedup against the timestep.",
            LinePlot.Draw(
                "Net speedup", Axis.Logarithmic("timestep", series.SelectMany(s => s.X)), Axis.Logarithmic("S_p", series.SelectMany(s => s.Y)),
                [.. series.Where(s => s.X.Count > 0)], rules: [new PlotRule(1, "no speedup") { Flat = true }]));
    }

    private static PlotSeries Series(string name, IEnumerable<SpeedupRow> rows, Func<SpeedupRow, double?> speedup)
    {
        SpeedupRow[] shown = [.. rows.Where(row => speedup(row) is > 0)];
        return new PlotSeries(name, [.. shown.Select(row => row.Subject.Timestep)], [.. shown.Select(row => speedup(row)!.Value)]) { Style = SeriesStyle.JoinedPoints };
    }

    private IReadOnlyList<string> Cells(SpeedupRow row) =>
    [
        row.Subject.Integrator + (row.IsTrained ? "" : "*"), FigureText.OfTime(row.Subject.Timestep), $"{row.Window}", FigureText.Of(row.Step / Microsecond), FigureText.Of(row.Speedup),
        PaperFigures.Speedup(System, row.Subject.Timestep) is { } paper ? FigureText.Of(paper) : "",
        System.Particles == 16 ? FigureText.Of(NetSpeedup.Of(PaperFigures.VerletStep, row.Step, row.Window, System.VerletTimestep, row.Subject.Timestep, Time)) : "",
    ];

    private IReadOnlyList<string> AccuracyCells(SpeedupRow row) =>
        [row.Subject.Integrator, FigureText.OfTime(row.Subject.Timestep), .. AsGood(row.Energy, row.AsGoodInEnergy), .. IsFluid ? [] : AsGood(row.Position, row.AsGoodInPosition)];

    private static string[] AsGood(double? figure, VerletAsGood? verlet) =>
        [figure is { } value ? FigureText.Of(value) : "", verlet is { } v ? FigureText.OfTime(v.Timestep) : "", verlet is { } found ? FigureText.Of(found.Speedup) : ""];
}

using LatentSim.Analysis;
using LatentSim.Analysis.Reports;

namespace LatentSim.Engine.Experiments;

/// <summary>What steps take and the net speedup that equation 3 makes of it: Table I of the paper.</summary>
/// <param name="System">The system.</param>
/// <param name="Time">The simulated time in equation 3.</param>
/// <param name="VerletStep">t_V, the seconds of one step of our Verlet.</param>
/// <param name="EnergyDuration">How long energies were followed for the second baseline.</param>
/// <param name="Rows">The integrators.</param>
internal sealed record SpeedupResult(SystemSummary System, double Time, double VerletStep, double EnergyDuration, IReadOnlyList<SpeedupRow> Rows) : IExperimentResult
{
    private const double Microsecond = 1e-6;

    public IReadOnlyList<ResultTable> Tables() =>
    [
        new ResultTable(
            FormattableString.Invariant($"Net speedup S_p by equation 3 to t = {Time:G6}, one trajectory on one core: t_V = {FigureText.Of(VerletStep / Microsecond)} us a step of our Verlet, Delta = {System.VerletTimestep:G6}."),
            ["integrator", "timestep", "window", "t_R (us)", "S_p", "paper", "S_p with the paper's t_V", "largest |delta E|", "Verlet as good: timestep", "S_p against it"],
            [.. Rows.Select(Cells)]),
    ];

    public IReadOnlyList<string> Remarks() =>
    [
        "S_p = t_V S_T / (S_V t_V + (S_T - S_V) t_R Delta / Delta_R), S_V = Delta_R (S_R - 1) / Delta. Times are medians over 9 turns, by turns with Verlet, after a warm-up. Training is not counted, as in the paper.",
        $"The paper's example for 16 particles has t_V = 43.9 ms and t_R = 2.6 ms. Its t_V is {FigureText.Of(PaperFigures.VerletStep / VerletStep)} times ours"
        + (System.Particles == 16 ? ": its speedups come from there." : " here, with another number of particles."),
        FormattableString.Invariant($"Verlet as good: the largest timestep with which Verlet's own energy stays within the integrator's largest deviation over t = {EnergyDuration:G6}. It is what a user who needs no more accuracy would run, so the last column is the speedup that counts. It is empty where the integrator diverged; where Verlet with Delta itself is not as good, that is taken."),
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
            .. Rows.GroupBy(row => row.Subject.Integrator).Select(rows => Series($"{rows.Key}, against Verlet as good", rows, row => row.Fair?.Speedup)).Where(s => s.X.Count > 0),
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
        row.Deviation is { } deviation ? FigureText.Of(deviation) : "", row.Fair is { } fair ? FigureText.OfTime(fair.Timestep) : "", row.Fair is { } baseline ? FigureText.Of(baseline.Speedup) : "",
    ];
}

using LatentSim.Analysis;
using LatentSim.Analysis.Reports;

namespace LatentSim.Engine.Experiments;

/// <summary>The divergence of trajectories that start with a small momentum: Fig. 4 of the paper.</summary>
/// <param name="System">The system.</param>
/// <param name="Duration">How long.</param>
/// <param name="StartForce">The force F at the start of the test trajectory.</param>
/// <param name="Rows">The divergences.</param>
internal sealed record LyapunovResult(SystemSummary System, double Duration, double StartForce, IReadOnlyList<LyapunovRow> Rows) : IExperimentResult
{
    private const int MostCurves = 6;

    private IEnumerable<LyapunovRow> Verlet => Rows.Where(row => row.Subject.Kind == TrajectoryKind.Verlet);

    public IReadOnlyList<ResultTable> Tables() =>
    [
        new ResultTable(
            $"Average of |x(t, delta p) - x(t, 0)| over t = 0 to {FigureText.OfTime(Duration)}.",
            ["integrator", "fed", "timestep", "delta p", "average", "largest", "average / Verlet's", "paper"],
            [.. Rows.Select(Cells)]),
        new ResultTable(
            "The same average by Verlet from 0 up to other times: which span the paper's figures are from.",
            ["delta p", .. Verlet.First().Divergence.Spans.Select(span => $"t <= {FigureText.OfTime(Math.Round(span.Until, 6))}"), "paper"],
            [.. Verlet.Select(row => (IReadOnlyList<string>)[FigureText.OfTime(row.Momentum), .. row.Divergence.Spans.Select(span => FigureText.Of(span.Mean)), Paper(row)])]),
    ];

    public IReadOnlyList<string> Remarks() =>
    [
        $"In one dimension this is no chaos. A particle with a little momentum moves along nearly the same orbit, shifted in time by delta p / |F(x0)| = {FigureText.Of(1e-4 / Math.Abs(StartForce))} for delta p = 1e-4 "
        + "(its energy changes in second order only), so that the distance is |v| times that shift: proportional to delta p, not growing exponentially, and large only where the particle is fast."
        + (Ratio() is { } ratio ? $" By Verlet the averages for the two momenta have the ratio {FigureText.Of(ratio)}." : ""),
    ];

    public IReadOnlyList<ComparisonRow> Verdicts() =>
    [
        .. Rows.Where(row => row.Subject.Kind == TrajectoryKind.FreeRunning)
            .GroupBy(row => row.Momentum, (momentum, rows) => (Momentum: momentum, Off: rows.Min(row => Math.Abs(Ratio(row) - 1))))
            .Select(best => new ComparisonRow(
                $"divergence for delta p = {FigureText.OfTime(best.Momentum)}, free-running, off Verlet's", "<= 10 %", FigureText.Of(100 * best.Off) + " %", best.Off, "", best.Off <= 0.1 ? Verdict.Pass : Verdict.Fail)),
    ];

    public void Draw(HtmlReport report)
    {
        double largest = Rows.Max(row => row.Momentum);
        report.Figure(
            $"The trajectories with delta p = {FigureText.OfTime(largest)}, by Verlet and by integrators that run free.",
            Traces([.. Rows.Where(row => row.Momentum == largest && row.Subject.Kind != TrajectoryKind.OneStep).Take(MostCurves)]));
        report.Figure(
            "|x(t, delta p) - x(t, 0)|, mean in each bin of time.",
            [.. Rows.GroupBy(row => row.Subject.Family).Select(family => Curves(family.Key, [.. family]))]);
    }

    private double? Ratio()
    {
        double[] means = [.. Verlet.OrderBy(row => row.Momentum).Select(row => row.Divergence.Mean)];
        return means.Length == 2 ? means[1] / means[0] : null;
    }

    private IReadOnlyList<string> Cells(LyapunovRow row) =>
    [
        row.Subject.Integrator, row.Subject.Fed, FigureText.OfTime(row.Subject.Timestep), FigureText.OfTime(row.Momentum), FigureText.Of(row.Divergence.Mean), FigureText.Of(row.Divergence.Largest),
        FigureText.Of(Ratio(row)), Paper(row),
    ];

    private double Ratio(LyapunovRow row) => row.Divergence.Mean / Verlet.First(verlet => verlet.Momentum == row.Momentum).Divergence.Mean;

    private string Paper(LyapunovRow row)
    {
        (double _, double verlet, double integrator) = PaperFigures.Divergences.FirstOrDefault(entry => entry.Momentum == row.Momentum);
        bool isPapers = System.Potential == "lennard-jones-1d" && verlet > 0;
        if (!isPapers)
            return "";
        return row.Subject.Kind switch
        {
            TrajectoryKind.Verlet => FigureText.Of(verlet),
            TrajectoryKind.OneStep => FigureText.Of(integrator),
            _ => "not measured",
        };
    }

    private static Picture Traces(LyapunovRow[] rows)
    {
        PlotSeries[] series = [.. rows.Select(row => new PlotSeries(
            $"{row.Subject.Family} {FigureText.OfTime(row.Subject.Timestep)}", [.. row.Divergence.Trace.Select(bin => bin.Time)], [.. row.Divergence.Trace.Select(bin => bin.Mean)])
            { Color = row.Subject.Kind == TrajectoryKind.Verlet ? SeriesColor.Truth : null })];
        double reach = 2 * rows[0].Divergence.Trace.Max(bin => bin.Largest);
        return LinePlot.Draw(
            "x(t)", Axis.Around("time", series[0].X, fromZero: true), Axis.Around("x", series.SelectMany(s => s.Y).Where(x => Math.Abs(x) < reach)), series, PlotSize.Wide);
    }

    private static Picture Curves(string family, IReadOnlyList<LyapunovRow> rows)
    {
        PlotSeries[] series = [.. rows.Select(row => new PlotSeries(
            $"delta p = {FigureText.OfTime(row.Momentum)}", [.. row.Divergence.Series.Select(bin => bin.Time)], [.. row.Divergence.Series.Select(bin => bin.Mean)]))];
        return LinePlot.Draw(family, Axis.Around("time", series.SelectMany(s => s.X), fromZero: true), Axis.Logarithmic("distance", series.SelectMany(s => s.Y).Where(y => y is > 1e-9 and < 1e9)), series);
    }
}

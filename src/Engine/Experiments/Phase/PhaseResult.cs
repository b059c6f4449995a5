using LatentSim.Analysis;
using LatentSim.Analysis.Reports;

namespace LatentSim.Engine.Experiments;

/// <summary>Phase space and energy of the first and of a late period: Fig. 8 of the paper.</summary>
/// <param name="System">The system.</param>
/// <param name="Scale">What energies are compared with.</param>
/// <param name="Spans">The spans of time.</param>
/// <param name="Rows">The subjects; the first is the truth.</param>
internal sealed record PhaseResult(SystemSummary System, EnergyScale Scale, IReadOnlyList<PhaseSpan> Spans, IReadOnlyList<PhaseRow> Rows) : IExperimentResult
{
    private static readonly PlotSize Size = new(250, 180);

    public IReadOnlyList<ResultTable> Tables() =>
    [
        new ResultTable(
            "Errors of position and velocity, and the largest energy deviation, in each span of time.",
            ["integrator", "fed", "timestep", .. Spans.SelectMany(span => new[] { $"|x error|, t = {FigureText.OfTime(span.From)}-{FigureText.OfTime(span.To)}", "|v error|", "|delta E|" })],
            [.. Rows.Skip(1).Select(Cells)]),
    ];

    public IReadOnlyList<string> Remarks() => [EnergyText.Of(Scale), "The paper shows that all of these lie on the truth for its integrator, fed with true frames, and prints no figures."];

    public IReadOnlyList<ComparisonRow> Verdicts() => [];

    public void Draw(HtmlReport report)
    {
        foreach (IGrouping<string, PhaseRow> family in Rows.Skip(1).GroupBy(row => row.Subject.Family))
        {
            PhaseRow[] rows = [.. family];
            report.Figure(
                $"{family.Key}: position against time, velocity against position, energy deviation against time. The line is the truth, the numbers are timesteps.",
                [.. Spans.SelectMany((span, s) => Pictures(family.Key, rows, span, s))]);
        }
    }

    private IReadOnlyList<string> Cells(PhaseRow row) =>
    [
        row.Subject.Integrator, row.Subject.Fed, FigureText.OfTime(row.Subject.Timestep),
        .. row.Spans.SelectMany(span => new[] { FigureText.Of(span.PositionError), FigureText.Of(span.VelocityError), FigureText.Of(span.LargestDeviation) }),
    ];

    private IEnumerable<Picture> Pictures(string family, PhaseRow[] rows, PhaseSpan span, int s)
    {
        string when = $"t = {FigureText.OfTime(span.From)} to {FigureText.OfTime(span.To)}";
        var time = new Axis("t", span.From, span.To);
        yield return Plot($"{family}: x, {when}", time, "x", rows, s, point => point.Time, point => point.Position);
        yield return Plot($"{family}: v and x, {when}", Axis.Around("x", True(s).Select(point => point.Position)), "v", rows, s, point => point.Position, point => point.Velocity);
        yield return Plot($"{family}: energy, {when}", time, "delta E", rows, s, point => point.Time, point => point.EnergyDeviation);
    }

    private Picture Plot(string title, Axis horizontal, string label, PhaseRow[] rows, int s, Func<PhasePoint, double> x, Func<PhasePoint, double> y)
    {
        PlotSeries[] series =
        [
            new PlotSeries("truth", [.. True(s).Select(x)], [.. True(s).Select(y)]) { Color = SeriesColor.Truth },
            .. rows.Select(row => new PlotSeries(FigureText.OfTime(row.Subject.Timestep), [.. row.Spans[s].Points.Select(x)], [.. row.Spans[s].Points.Select(y)]) { Style = SeriesStyle.Points }),
        ];
        double reach = 3 * Math.Max(1e-9, True(s).Max(point => Math.Abs(y(point))));
        IEnumerable<double> shown = label == "delta E" ? series.SelectMany(one => one.Y) : series.SelectMany(one => one.Y).Where(value => Math.Abs(value) < reach);
        return LinePlot.Draw(title, horizontal, Axis.Around(label, shown), series, Size);
    }

    private IReadOnlyList<PhasePoint> True(int span) => Rows[0].Spans[span].Points;
}

using LatentSim.Analysis;
using LatentSim.Analysis.Reports;

namespace LatentSim.Engine.Experiments;

/// <summary>The physics of many particles, beside Verlet's.</summary>
/// <param name="System">The system.</param>
/// <param name="Scale">What energies are compared with.</param>
/// <param name="Duration">How long.</param>
/// <param name="Verlet">What Verlet's particles do, with the timestep Delta.</param>
/// <param name="Rows">The subjects; the first is Verlet again, which shows what chance makes.</param>
internal sealed record FluidResult(SystemSummary System, EnergyScale Scale, double Duration, FluidProperties Verlet, IReadOnlyList<FluidRow> Rows) : IExperimentResult
{
    private const double EnergyLimit = 1e-2;
    private const double RadialLimit = 0.05;

    public IReadOnlyList<ResultTable> Tables() =>
    [
        new ResultTable(
            $"Free-running to t = {FigureText.OfTime(Duration)}; all but energies over the last nine tenths of it.",
            ["integrator", "timestep", "largest |delta E|", "slope per tau", "drifts", "g(r)", "g(r), RMS", "VACF", "MSD", "speeds", "temperature"],
            [.. Rows.Select(Cells)]),
        new ResultTable(
            FormattableString.Invariant($"The largest timestep at which energy stays within {EnergyLimit} and g(r) within {100 * RadialLimit} % of Verlet's."),
            ["integrator", "timestep", "paper"],
            [.. Families().Select(rows => (IReadOnlyList<string>)[rows.Key, Largest(rows), "4 (energy 1e-3 claimed, to t = 1e6)"])]),
    ];

    public IReadOnlyList<string> Remarks() =>
    [
        EnergyText.Of(Scale), EnergyText.HowSlopesAreJudged,
        "g(r): the largest |g / g_V - 1| over the bins (0.05 sigma) in which g_V is at least a quarter of its maximum; RMS: of g - g_V over all bins. VACF: the largest |C - C_V| at lags up to 20, C(0) = 1. "
        + "MSD: the largest |MSD / MSD_V - 1| at lags of 1 to 20. Speeds: the fraction of particles that would have to have another speed (total variation distance, bins of 0.1). Temperature: the ratio of the mean squares of the speeds.",
        "The first row is Verlet again with all velocities changed by 1e-6, which chaos makes another trajectory of the same energy: it is what chance alone makes of these figures.",
    ];

    public IReadOnlyList<ComparisonRow> Verdicts() =>
    [
        .. Families().Select(rows => new ComparisonRow($"largest timestep that holds energy and g(r), {rows.Key}", "", Largest(rows), null, "paper: 4 claimed", Verdict.Measured)),
    ];

    public void Draw(HtmlReport report)
    {
        foreach (IGrouping<string, FluidRow> family in Rows.GroupBy(row => row.Subject.Integrator))
        {
            FluidRow[] rows = [.. family.Where(row => row.Properties is not null)];
            if (rows.Length > 0)
                report.Figure($"{family.Key}: the radial distribution function, the velocity autocorrelation, the mean-square displacement and the distribution of speeds. The numbers are timesteps.", Pictures(family.Key, rows));
        }

        report.Figure("Energy: the largest |delta E| in each bin of time.", [.. Rows.GroupBy(row => row.Subject.Integrator).Select(family => Energies(family.Key, [.. family]))]);
    }

    private static IReadOnlyList<string> Cells(FluidRow row) =>
    [
        row.Subject.Integrator, FigureText.OfTime(row.Subject.Timestep),
        row.Energy.DivergedAt is { } diverged ? $"diverged at {FigureText.OfTime(diverged)}" : FigureText.Of(row.Energy.Largest),
        EnergyText.Of(row.Energy.Slope), EnergyText.Verdict(row.Energy.Slope),
        FigureText.Of(row.Comparison.Radial), FigureText.Of(row.Comparison.RadialRootMeanSquare), FigureText.Of(row.Comparison.Velocity), FigureText.Of(row.Comparison.Displacement),
        FigureText.Of(row.Comparison.Speeds), FigureText.Of(row.Comparison.Temperature),
    ];

    private static string Largest(IEnumerable<FluidRow> rows) => rows
        .Where(row => row.Energy.Largest <= EnergyLimit && row.Comparison.Radial <= RadialLimit)
        .Select(row => FigureText.OfTime(row.Subject.Timestep))
        .LastOrDefault("none");

    private IEnumerable<IGrouping<string, FluidRow>> Families() => Rows.Where(row => row.Subject.Kind == TrajectoryKind.FreeRunning).GroupBy(row => row.Subject.Integrator);

    private Picture[] Pictures(string family, FluidRow[] rows)
    {
        double[] lags = [.. Enumerable.Range(0, Verlet.Velocity.Count).Select(lag => lag * Verlet.Interval)];
        return
        [
            Plot($"{family}: g(r)", "r", "g", Verlet.Distances, fluid => fluid.Radial, fluid => fluid.Distances),
            Plot($"{family}: velocity autocorrelation", "t", "C", lags, fluid => fluid.Velocity, Lags),
            Plot($"{family}: mean-square displacement", "t", "MSD", lags, fluid => fluid.Displacement, Lags),
            Plot($"{family}: speeds", "v", "density", Verlet.Speeds, fluid => fluid.SpeedDensities, fluid => fluid.Speeds),
        ];

        Picture Plot(string title, string across, string up, IReadOnlyList<double> x, Func<FluidProperties, IReadOnlyList<double>> y, Func<FluidProperties, IReadOnlyList<double>> abscissas)
        {
            PlotSeries[] series =
            [
                new PlotSeries("Verlet", x, y(Verlet)) { Color = SeriesColor.Truth },
                .. rows.Select(row => new PlotSeries(FigureText.OfTime(row.Subject.Timestep), abscissas(row.Properties!), y(row.Properties!))),
            ];
            double end = across == "v" ? 4 * Verlet.RootMeanSquareSpeed : x[^1];
            return LinePlot.Draw(title, new Axis(across, 0, end), Axis.Around(up, y(Verlet).Select(value => 1.2 * value), fromZero: true), [.. series.Select(s => Until(s, end))]);
        }
    }

    private static double[] Lags(FluidProperties fluid) => [.. Enumerable.Range(0, fluid.Velocity.Count).Select(lag => lag * fluid.Interval)];

    private static PlotSeries Until(PlotSeries series, double end)
    {
        int count = series.X.Count(x => x <= end);
        return series with { X = [.. series.X.Take(count)], Y = [.. series.Y.Take(count)] };
    }

    private Picture Energies(string family, FluidRow[] rows)
    {
        PlotSeries[] series = [.. rows.Select(row => new PlotSeries(FigureText.OfTime(row.Subject.Timestep), [.. row.Energy.Series.Select(bin => bin.Time)], [.. row.Energy.Series.Select(bin => bin.Largest)]))];
        IEnumerable<double> shown = Rows.SelectMany(row => row.Energy.Series.Select(bin => bin.Largest)).Append(EnergyLimit).Where(deviation => deviation is > 1e-13 and < 1e6);
        return LinePlot.Draw(
            family, Axis.Logarithmic("time", [Rows.Min(row => row.Subject.Timestep), Duration]), Axis.Logarithmic("|delta E|", shown), series, rules: [new PlotRule(EnergyLimit, "asked") { Flat = true }]);
    }
}

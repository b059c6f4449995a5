using LatentSim.Analysis;
using LatentSim.Analysis.Reports;

namespace Analysis.Tests;

/// <summary>A page with each part of a report, of made-up numbers.</summary>
internal static class ReportGallery
{
    internal const string Title = "Gallery of <parts> & \"pieces\"";

    internal static double[] Places { get; } = [.. Enumerable.Range(0, 40).Select(i => (i + 0.5) / 40)];

    internal static PlotSeries Profile { get; } = new("LatentSim", Places, [.. Places.Select(x => x < 0.5 ? 4 * x : double.PositiveInfinity)])
    {
        Color = SeriesColor.Run,
        Errors = [.. Places.Select(x => x < 0.4 ? 0.1 : double.NaN)],
    };

    internal static PlaneGrid Surface { get; } = new(12, 9, [.. Enumerable.Range(0, 108).Select(i => i % 17 == 0 ? double.NaN : Math.Sin(i * 0.3) + 1.0 / 3)]);

    internal static float[] Helix { get; } = [.. Enumerable.Range(0, 12).SelectMany(i => new[] { 0.23f * MathF.Cos(1.75f * i), 0.23f * MathF.Sin(1.75f * i), 0.15f * i })];

    internal static EstimateRow[] Times { get; } =
    [
        new("t₁", new(1.904, 0.083), new(2.6, 0.9), new(2.02, 0.31)) { SamplingError = 0.034 },
        new("t₂", new(0.612, 0.021), default, new(0.3, 0.01)),
        new("t₃", new(0.2, null), default, default),
    ];

    internal static VerdictCard[] Cards { get; } =
    [
        new("F along ψ₁", "0.31 ± 0.06 kT", "<= 0.4 kT", "training MD: 0.88 kT", Verdict.Pass),
        new("mean structures", "0.143 nm", "<= 0.1 nm", "", Verdict.Fail),
        new("rate", "1.2 million frames/s", "", "", Verdict.Measured),
    ];

    internal static HtmlReport Report() => new HtmlReport(Title)
        .Verdicts("Ten <trajectories>.", Cards)
        .Section("Thermodynamics")
        .Figure("A profile with a gap.", LinePlot.Draw("F along ψ₁", new Axis("ψ₁", 0, 1), new Axis("F (kT)", 0, 4), [Profile], rules: [new PlotRule(0.3, "barrier")]))
        .Figure("Maps of one scale.", Map("truth"), Map("LatentSim"))
        .Section("Kinetics")
        .Estimates("Relaxation times", "µs", Times)
        .Figure("Points, an autocorrelation, panels, a lag scan.", [Points(), Correlation(), .. Panels(), Lags()])
        .Section("Structures")
        .Figure("A helix, and samples of it.", Structures())
        .Section("Training")
        .Figure("Losses.", LearningCurvePlot.Draw("encoder", [3, 2, 1], [3.2, 2.2, 1.4], 3))
        .Figure("A trace, wider than a telephone.", LinePlot.Draw("latent coordinate", new Axis("time (ps)", 0, 1), new Axis("ψ₁", 0, 4), [Profile], PlotSize.Wide))
        .Section("Sources").Table(["file", "frames"], [["a,b.xtc", "10"], ["\"c\".xtc", "20"]], 1);

    internal static Picture Map(string title) =>
        HeatMap.Draw(title, Surface, new Axis("TIC 1", -3, 3), new Axis("TIC 2", 0, 9), ColorScale.Sequential(0, Surface.Greatest()), "F (kT)", [0.5, 1]);

    internal static Picture Structures() => StructureView.Draw(
        "helix <folded>",
        [
            Structure3D.Trace("truth, mean", Helix, SeriesColor.Truth),
            Structure3D.Trace("samples", [.. Helix.Select(x => x + 0.02f)], SeriesColor.Run) with { Faint = true },
            Structure3D.Trace("samples", [.. Helix.Select(x => x - 0.02f)], SeriesColor.Run) with { Faint = true },
            new Structure3D("water", [0, 0, 0, 0.1f, 0, 0, -0.03f, 0.09f, 0], [(0, 1), (0, 2)], SeriesColor.Green) { Elements = ["O", "H", "H"], Shown = false },
        ]);

    internal static Picture Points() => PointPlot.Draw(
        "Relaxation times", "time (µs)", ["t₁", "t₂", "t₃"],
        [new PointSeries("truth", [.. Times.Select(t => t.Truth)]) { Color = SeriesColor.Truth }, new PointSeries("LatentSim", [.. Times.Select(t => t.Run)]) { Color = SeriesColor.Run }]);

    private static Picture Correlation() =>
        AutocorrelationPlot.Draw("Autocorrelation", "µs", [new("truth", SeriesColor.Truth, [0, 1, 2], [1, 0.4, 0.1]) { FittedTime = 1, Errors = [0, 0.1, 0.2] }], logarithmic: true);

    private static IReadOnlyList<Picture> Panels() => ChapmanKolmogorovPlot.Draw("µs", [new("folded to folded", [0, 1, 2], [1, 0.8, 0.7], [1, 0.82, 0.69]) { MeasuredErrors = [0, 0.02, 0.03] }]);

    private static Picture Lags() => LagScanPlot.Timescales("Implied timescales", "ns", [new("t₁", [1, 10, 100], [300, 900, double.NaN], [30, 20, 10])], chosen: 10);
}

using LatentSim.Analysis;
using LatentSim.Analysis.Reports;
using LatentSim.Molecules;

namespace Analysis.Tests.LatentSpace;

/// <summary>
/// Comparisons in latent space of a chain of two states. Seeds are fixed; bounds on random figures are five standard errors of the process wide, so that
/// another seed would fail one of them less than once in 10^5 times.
/// </summary>
public sealed class LatentComparisonTests
{
    private const double Flip = 0.02;

    private static readonly Lazy<(LatentDefinition Definition, LatentEnsemble Training, LatentEnsemble Truth)> MolecularDynamics = new(MeasureDynamics);

    private static readonly Lazy<LatentComparison> Alike = new(() => Compare(TwoStateChain.Ensemble("run", 3, 20, Flip)));

    [Fact]
    public void TheTwoStatesAreTheBasinsAndTheTopologysOwnIsNative()
    {
        var basins = Alike.Value.Definition.Basins!;

        Assert.True(basins.Lower.Contains(0.2) && basins.Upper.Contains(0.8) && basins.Barrier.Contains(0.5));
        Assert.False(Alike.Value.NativeIsUpper);
        Assert.Equal(["native basin", "barrier", "other basin"], Alike.Value.Regions.Select(region => region.Name));
        Assert.InRange(Alike.Value.Regions[0].Truth!.MeanToNative, 0, 0.001);
        Assert.True(Alike.Value.Regions[2].Truth!.MeanToNative > 0.1);
    }

    [Fact]
    public void TimescalesAndPassagesAreThoseOfTheChain()
    {
        // Two states that flip with chance p have the eigenvalue 1 - 2 p, and wait 1 / p frames.
        var timescale = -TwoStateChain.Lag / Math.Log(1 - 2 * Flip);
        var run = Alike.Value.Run;
        var flips = Flip * run.Frames;

        Assert.InRange(run.Relaxation[0].Time.Value!.Value, timescale * (1 - 5 / Math.Sqrt(flips)), timescale * (1 + 5 / Math.Sqrt(flips)));
        Assert.InRange(run.ImpliedTimescales[0].Value!.Value, timescale * (1 - 5 / Math.Sqrt(flips)), timescale * (1 + 5 / Math.Sqrt(flips)));
        foreach (var passage in new[] { run.Transitions!.FromAToB, run.Transitions.FromBToA })
        {
            // A core does not hold the whole of a state, so its first visit may come a frame late.
            Assert.InRange(passage.Transitions, flips / 2 - 5 * Math.Sqrt(flips), flips / 2 + 5 * Math.Sqrt(flips));
            Assert.InRange(passage.MeanFirstPassageTime!.Value, TwoStateChain.Lag / Flip * 0.8, TwoStateChain.Lag / Flip * 1.2);
        }
    }

    [Fact]
    public void StructuresAreThoseOfTheStates()
    {
        var structures = Alike.Value.Run.Structures!;
        var mean = (TwoStateChain.Radius(straight: false) + TwoStateChain.Radius(straight: true)) / 2;
        var deviation = (TwoStateChain.Radius(straight: true) - TwoStateChain.Radius(straight: false)) / 2;

        Assert.Equal("C-alpha atoms", Alike.Value.Definition.System.Sites.Name);
        Assert.InRange(structures.RadiusMean.Value!.Value, mean - 0.2 * deviation, mean + 0.2 * deviation);
        Assert.InRange(structures.RadiusDeviation.Value!.Value, 0.95 * deviation, 1.1 * deviation);
        Assert.All(structures.Neighbors, distance => Assert.InRange(distance.Mean, TwoStateChain.Bond - 0.001, TwoStateChain.Bond + 0.001));
        Assert.Equal(0, structures.ShareOutside);
        Assert.InRange(Alike.Value.Regions[0].Run!.Mean.DistanceTo([.. Alike.Value.Regions[0].Truth!.Mean.Positions]), 0, 0.001);
    }

    [Fact]
    public void ARunOfTheSameProcessIsAsAsked()
    {
        Assert.All(Alike.Value.Rows.Where(row => !row.Figure.StartsWith("errors of", StringComparison.Ordinal)), row => Assert.NotEqual(Verdict.Fail, row.Verdict));
        Assert.Contains(Alike.Value.Rows, row => row.Figure.StartsWith("errors of the timescales", StringComparison.Ordinal) && row.Value > 1);
    }

    [Fact]
    public void ARunThatIsTooFastAndTooLongFailsTheFiguresThatSaySo()
    {
        var rows = Compare(TwoStateChain.Ensemble("run", 3, 20, 2 * Flip, stretch: 0.1)).Rows;

        Assert.Equal(Verdict.Fail, Row(rows, "t_1, fitted").Verdict);
        Assert.Equal(Verdict.Fail, Row(rows, "distances of adjacent").Verdict);
        Assert.InRange(Row(rows, "distances of adjacent").Value!.Value, 0.099, 0.101);
        Assert.Equal(Verdict.Fail, Row(rows, "frames with such a distance outside").Verdict);
        Assert.InRange(Row(rows, "frames with such a distance outside").Value!.Value, 0.9, 1);
    }

    [Fact]
    public void ALimitOfNothingIsMeasured()
    {
        var row = Row(Compare(TwoStateChain.Ensemble("run", 3, 20, 2 * Flip), new EvaluationLimits { Timescales = null }).Rows, "t_1, fitted");

        Assert.Equal(Verdict.Measured, row.Verdict);
        Assert.Equal("", row.Asked);
    }

    [Fact]
    public void LatentsAloneAreComparedWithoutStructures()
    {
        var frames = TwoStateChain.Ensemble("run", 3, 20, Flip);
        var latents = LatentEncoding.Of(TwoStateChain.System, frames, _ => { });
        var comparison = Compare(new EnsembleSource("run", [], TwoStateChain.Lag) { Latents = latents.Values });

        Assert.Null(comparison.Run.Structures);
        Assert.Equal(Row(Alike.Value.Rows, "t_1, fitted").Value, Row(comparison.Rows, "t_1, fitted").Value);
        Assert.DoesNotContain(comparison.Rows, row => row.Figure.Contains("gyration", StringComparison.Ordinal));
    }

    [Fact]
    public void FinerMdGivesTheSameTimescales()
    {
        var fine = TwoStateChain.Ensemble("held-out MD", 1, 8, Flip / 4) with { Spacing = TwoStateChain.Lag / 4 };
        var latents = LatentEncoding.Of(TwoStateChain.System, fine, _ => { });
        var ensemble = LatentEstimator.Measure(LatentDefinition.Fit(TwoStateChain.System, fine, latents, _ => { }), fine, latents, _ => { });
        var timescale = -TwoStateChain.Lag / 4 / Math.Log(1 - Flip / 2);
        var error = 5 / Math.Sqrt(ensemble.Frames * Flip / 4);

        Assert.InRange(ensemble.Relaxation[0].Time.Value!.Value, timescale * (1 - error), timescale * (1 + error));
        Assert.InRange(ensemble.ImpliedTimescales[0].Value!.Value, timescale * (1 - error), timescale * (1 + error));
        Assert.Equal(TwoStateChain.Lag, ensemble.Relaxation[0].Spacing);
    }

    [Fact]
    public void FramesOfAnotherMoleculeOrSpacingAreRefused()
    {
        var uneven = TwoStateChain.Ensemble("MD", 1, 1, Flip) with { Spacing = 1.5 };
        Assert.Contains("expected a whole fraction of the lag, 2 ps", Assert.Throws<InvalidInputException>(() => uneven.LagFrames(TwoStateChain.Lag)).Message, StringComparison.Ordinal);

        var other = TwoStateChain.Ensemble("MD", 1, 1, Flip) with { Atoms = [0, 1, 2] };
        Assert.Contains("has 5 atoms; expected 3", Assert.Throws<InvalidInputException>(() => LatentEncoding.Of(TwoStateChain.System, other, _ => { })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheReportShowsMdAndTheRunSideBySide()
    {
        var report = new HtmlReport("chain");
        LatentReport.AddTo(report, Alike.Value);
        LatentReport.AddSources(report, Alike.Value);
        var html = report.ToHtml();

        foreach (var text in new[] { "F(ψ₁)", "training MD", "LatentSim", "Relaxation times", "stays in set 2", "native to other", "Native basin", "Radius of gyration" })
            Assert.Contains(text, html, StringComparison.Ordinal);
        Assert.StartsWith("run: 20 trajectories, 160 ns; held-out MD: 8 trajectories, 64 ns; training MD: 1 trajectory, 8 ns.", LatentReport.Summary(Alike.Value), StringComparison.Ordinal);
    }

    private static LatentComparison Compare(EnsembleSource run, EvaluationLimits? limits = null)
    {
        var (definition, training, truth) = MolecularDynamics.Value;
        return LatentComparison.Of(definition, training, truth, Measure(definition, run), limits ?? new EvaluationLimits());
    }

    private static (LatentDefinition Definition, LatentEnsemble Training, LatentEnsemble Truth) MeasureDynamics()
    {
        var truth = TwoStateChain.Ensemble("held-out MD", 1, 8, Flip);
        var latents = LatentEncoding.Of(TwoStateChain.System, truth, _ => { });
        var definition = LatentDefinition.Fit(TwoStateChain.System, truth, latents, _ => { });
        return (definition, Measure(definition, TwoStateChain.Ensemble("training MD", 2, 1, Flip)), LatentEstimator.Measure(definition, truth, latents, _ => { }));
    }

    private static LatentEnsemble Measure(LatentDefinition definition, EnsembleSource source) =>
        LatentEstimator.Measure(definition, source, LatentEncoding.Of(TwoStateChain.System, source, _ => { }), _ => { });

    private static ComparisonRow Row(IReadOnlyList<ComparisonRow> rows, string figure) => rows.First(row => row.Figure.StartsWith(figure, StringComparison.Ordinal));
}

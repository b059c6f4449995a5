using LatentSim.Analysis;
using LatentSim.Analysis.Reports;

namespace Analysis.Tests.Backmapping;

/// <summary>Comparisons of made-up runs of alanine dipeptide whose psi flips with chance 0.05 a frame. Seeds are fixed.</summary>
public sealed class BackmapComparisonTests
{
    private const double Lag = 2;
    private const int Frames = 2500;
    private static readonly int[] Sites = [4, 6, 8, 10, 14, 16];
    private static readonly float[][] Dynamics = Dipeptide.Frames(1, Frames);
    private static readonly Lazy<(BackmapDefinition Definition, BackmapEnsemble Truth)> Truth = new(MeasureTruth);
    private static readonly BackmapInput FromDynamics = new(null, new SiteDeviation(0, 0, Frames), IsOutOfDistribution: false);

    [Fact]
    public void FramesOfTheTruthItselfAreAsAskedInEveryFigure()
    {
        var comparison = Compare(Dynamics, FromDynamics);

        Assert.DoesNotContain(comparison.Rows, row => row.Verdict == Verdict.Fail);
        Assert.Equal(0, Row(comparison, "free energy F(phi, psi) of ALA2").Value);
        Assert.Equal(1, Row(comparison, "cosine similarity of eigenvector 1").Value!.Value, 1e-9);
        Assert.Equal(0, Row(comparison, "RMS velocities from frame to frame, frames as they are").Value!.Value);
        Assert.Equal(0, Row(comparison, "torsions that the sites do not fix").Value!.Value);
        Assert.Equal("100 %", Row(comparison, "frames with the right handedness at every CA").Measured);
    }

    [Fact]
    public void TheTimescaleIsThatOfTheFlips()
    {
        // A flip with chance p has the eigenvalue 1 - 2 p a frame; five standard errors of some 125 flips.
        var timescale = -Lag / Math.Log(1 - 2 * 0.05);
        var process = Compare(Dynamics, FromDynamics).Processes[0];

        Assert.Equal(timescale, process.Truth.Value!.Value, 5 * timescale / Math.Sqrt(125));
        Assert.InRange(process.TruthSimilarity!.Value, 0.9, 1);
    }

    [Fact]
    public void FramesWhoseOrderIsLostFailInTheirMotionAlone()
    {
        // The same frames in another order have the same distributions, but know nothing of one another.
        float[][] shuffled = [.. Enumerable.Range(0, Frames).Select(t => Dynamics[t * 1597 % Frames])];

        var comparison = Compare(shuffled, FromDynamics);

        Assert.Equal(0, Row(comparison, "free energy").Value!.Value, 1e-9);
        Assert.Equal(Verdict.Pass, Row(comparison, "free energy").Verdict);
        Assert.Equal(Verdict.Fail, Row(comparison, "implied timescale 1").Verdict);
        Assert.Equal(Verdict.Fail, Row(comparison, "RMS velocities from frame to frame, after superposition").Verdict);
    }

    [Fact]
    public void TimesOfACoarseModelAreScaledAndNothingIsAskedOfThem()
    {
        // Every second frame: twice as fast in frames.
        float[][] fast = [.. Dipeptide.Frames(2, 2 * Frames).Where((_, t) => t % 2 == 0)];

        var comparison = Compare(fast, new BackmapInput(null, null, IsOutOfDistribution: true), BackmapLimits.None);

        Assert.InRange(comparison.TimescaleFactor, 1.4, 2.8);
        Assert.Equal(comparison.Processes[0].Truth.Value!.Value, comparison.Processes[0].Run.Time.Value!.Value, 1e-9);
        Assert.All(comparison.Rows, row => Assert.Equal(Verdict.Measured, row.Verdict));
        Assert.Contains("; factor 0.", Row(comparison, "mean RMS velocity, after superposition").Context, StringComparison.Ordinal);
    }

    [Fact]
    public void SitesAloneShowWhatTheyFix()
    {
        float[][] sites = [.. Dynamics.Select(frame => Sites.SelectMany(site => frame[(3 * site)..(3 * site + 3)]).ToArray())];
        var source = Measured.Source("coarse", sites, Lag) with { Atoms = Sites };

        var coarse = new BackmapEstimator(Truth.Value.Definition, _ => { }).MeasureSites(source)!;

        Assert.Equal(Truth.Value.Truth.Plane!.Counts.Counts.ToArray(), coarse.Plane!.Counts.Counts.ToArray());
        Assert.Equal(Truth.Value.Truth.Markov!.Timescale(1).Value, coarse.Markov!.Timescale(1).Value);
        Assert.Null(new BackmapEstimator(Truth.Value.Definition, _ => { }).MeasureSites(source with { Atoms = [4, 6, 9, 10, 14, 16] }));
    }

    [Fact]
    public void MirroredFramesHaveTheWrongHandedness()
    {
        float[][] some = [.. Dynamics.Select((frame, t) => t % 100 == 0 ? frame.Select((x, i) => i % 3 == 0 ? -x : x).ToArray() : frame)];

        var row = Row(Compare(some, FromDynamics), "frames with the right handedness");

        Assert.Equal((0.99, Verdict.Fail), (Math.Round(row.Value!.Value, 9), row.Verdict));
    }

    [Fact]
    public void ADecodedRunIsMeasuredByMotionAndLocalStructureAlone()
    {
        var comparison = Compare(Dynamics, null);

        Assert.All(comparison.Rows, row => Assert.Equal(Verdict.Measured, row.Verdict));
        Assert.DoesNotContain(comparison.Rows, row => row.Figure.Contains("timescale", StringComparison.Ordinal) || row.Figure.Contains("as they are", StringComparison.Ordinal));
        Assert.Contains(comparison.Rows, row => row.Figure.StartsWith("angles: mean", StringComparison.Ordinal));
    }

    [Fact]
    public void SeveralTorsionPairsAreComparedInSlowComponents()
    {
        var definition = EnsembleDefinition.Of(Dipeptide.Topology, [Dipeptide.Definition.TorsionPairs[0], new TorsionPair("caps", new(1, 4, 6, 8), new(8, 14, 16, 18))]);
        var source = Measured.Source("MD", Dynamics, Lag);
        var fitted = BackmapDefinition.Fit(definition, Sites, source, 2 * Lag, _ => { });
        var truth = new BackmapEstimator(fitted, _ => { }).Measure(source);

        Assert.Equal("(TIC1, TIC2) of 4 backbone torsions", fitted.Plane!.Name);
        Assert.Equal(Frames, truth.Plane!.Counts.Total);
        Assert.Equal(4, fitted.MarkovLag);
        Assert.Equal(-Lag / Math.Log(1 - 2 * 0.05), truth.Markov!.Timescale(1).Value!.Value, 5.0);
    }

    [Fact]
    public void ThePageShowsEveryFigure()
    {
        var comparison = Compare(Dynamics, FromDynamics);
        var energies = new EnergyComparison(new EnergySample([1, 2, 3, double.NaN, 400]), new EnergySample([1, 2, 3]), []);
        var report = new HtmlReport("run");

        EnergySection.AddTo(report, energies, []);
        BackmapReport.AddTo(report, comparison, [new ComparedRun("other", Compare(Dynamics, FromDynamics), energies)]);
        var page = report.ToHtml();

        foreach (var heading in new[] { "Potential energy", "Free energy", "Kinetics", "Velocities", "What the coarse sites do not fix", "Bonds and angles", "Handedness" })
            Assert.Contains($"<h2>{heading}</h2>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.Contains("other", page, StringComparison.Ordinal);
    }

    private static (BackmapDefinition, BackmapEnsemble) MeasureTruth()
    {
        var source = Measured.Source("MD", Dynamics, Lag);
        var definition = BackmapDefinition.Fit(Dipeptide.Definition, Sites, source, Lag, _ => { });
        return (definition, new BackmapEstimator(definition, _ => { }).Measure(source));
    }

    private static BackmapComparison Compare(float[][] frames, BackmapInput? input, BackmapLimits? limits = null)
    {
        var (definition, truth) = Truth.Value;
        return BackmapComparison.Of(definition, truth, new BackmapEstimator(definition, _ => { }).Measure(Measured.Source("run", frames, Lag), truth), limits ?? new BackmapLimits(), input);
    }

    private static ComparisonRow Row(BackmapComparison comparison, string start) => comparison.Rows.First(row => row.Figure.StartsWith(start, StringComparison.Ordinal));
}

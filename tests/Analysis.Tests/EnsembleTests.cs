using LatentSim.Analysis;
using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;

namespace Analysis.Tests;

public sealed class EnsembleTests
{
    [Fact]
    public void DefinitionOfTheDipeptide()
    {
        var definition = Dipeptide.Definition;
        Assert.Equal([new TorsionPair("ALA2", new TorsionAtoms(4, 6, 8, 14), new TorsionAtoms(6, 8, 14, 16))], definition.TorsionPairs);
        Assert.Equal([new ChiralCenter(8, 6, 14, 10)], definition.ChiralCenters);
        Assert.Equal(21, definition.Bonds.Count);
        Assert.Equal(9, definition.Bonds.Count(bond => !definition.IsToHydrogen(bond)));

        // Ten heavy atoms make 45 pairs; 9 are bonds and 11 are angles: at C two 1-3 pairs more for each of its carbonyls, at CA three.
        Assert.Equal(45 - 9 - 11, definition.NonBonded.Count);
        Assert.Contains((1, 8), definition.NonBonded);
        Assert.DoesNotContain((1, 6), definition.NonBonded);
        Assert.Equal("ALA2:N-ALA2:CA", definition.Label((6, 8)));
    }

    [Fact]
    public void DefinitionRefusesWhatItCannotMeasure()
    {
        Assert.Throws<InvalidInputException>(() => EnsembleDefinition.Of(Dipeptide.Topology.WithBonds([])));
        var pair = new TorsionPair("x", new TorsionAtoms(0, 1, 2, 22), new TorsionAtoms(0, 1, 2, 3));
        Assert.Contains("22", Assert.Throws<InvalidInputException>(() => EnsembleDefinition.Of(Dipeptide.Topology, [pair])).Message);
        Assert.Throws<InvalidInputException>(() => EnsembleDefinition.Of(Dipeptide.Topology, chiralCenters: [new ChiralCenter(8, 8, 6, 4)]));
    }

    [Fact]
    public void MeasuresWhatTheFramesHave()
    {
        var statistics = Dipeptide.Measure(1);
        Assert.Equal(2000, statistics.Frames);
        Assert.Equal(2000, statistics.TorsionPairs[0].Histogram.Total);
        Assert.Equal(5, statistics.TorsionPairs[0].Blocks.Count);
        Assert.Equal(1998, statistics.Displacement.Total);

        // Noise of 0.002 nm on both ends widens a bond by 0.002 sqrt(2); 2000 frames give 1.6 %, and 5 of it (1e-5 over nine bonds) are allowed.
        foreach (var bond in statistics.Bonds.Where(bond => !bond.ToHydrogen)) Assert.InRange(bond.StandardDeviation / 0.0028284, 0.92, 1.08);
        Assert.Equal(Distances.Compute(Dipeptide.Positions, 6, 8), statistics.Bonds.Single(b => b.Name == "ALA2:N-ALA2:CA").Mean, 3);
        Assert.Equal(1, statistics.Chirality[0].Sign);
        Assert.Equal(0, statistics.FramesWithWrongHandedness);
        Assert.Equal(statistics.Pairs.Min(p => p.Minimum), statistics.ClosestPair.Quantile(0), 3);
    }

    [Fact]
    public void TimescaleIsThatOfTheJumps()
    {
        // psi jumps with probability 0.05 a frame: timescale -1 / ln(0.9) = 9.5 frames. Some 500 jumps in 10 000 frames give 5 %; 25 % is five of it (1e-6).
        var statistics = Dipeptide.Measure(1, 10_000);
        Assert.InRange(statistics.Kinetics!.Timescales[0].Value!.Value, 7.1, 11.9);
        Assert.NotNull(statistics.Kinetics.Timescales[0].StandardError);
        Assert.Equal(5, statistics.Kinetics.Timescales[0].Blocks.Count);
    }

    [Fact]
    public void DisplacementIsTakenAtTheLagAfterSuperposition()
    {
        float[][] frames = [Dipeptide.Positions, Turned(), Dipeptide.Positions, Turned()];
        var everyLag = new EnsembleEstimator(Dipeptide.Definition, 2).Fit([Dipeptide.Source("a", frames, 2)]);
        var finer = new EnsembleEstimator(Dipeptide.Definition, 2).Fit([Dipeptide.Source("a", frames, 1)]);
        Assert.Equal(3, everyLag.Displacement.Total);
        Assert.Equal(2, finer.Displacement.Total);
        Assert.InRange(everyLag.Displacement.Quantile(1), 0, 1.1e-4);
    }

    [Fact]
    public void ARunIsMeasuredWithTheReferencesClustersAndComparesWithIt()
    {
        var reference = Dipeptide.Measure(1, 4000);
        var run = Dipeptide.Measure(2, 4000, reference);
        Assert.Same(reference.Kinetics!.Clusters, run.Kinetics!.Clusters);
        var comparison = Comparison.Of(run, reference);
        foreach (var figure in new[] { "heavy atoms: mean", "heavy atoms: standard", "hydrogen: mean", "handedness", "displacement" })
            Assert.Equal(Verdict.Pass, comparison.Rows.Single(row => row.Figure.Contains(figure)).Verdict);
        Assert.All(Comparison.Of(reference, reference).Rows, row => Assert.NotEqual(Verdict.Fail, row.Verdict));
        Assert.Contains("implied timescale 1", ComparisonText.ToPlainText(comparison.Rows));
        Assert.Contains("\"verdict\": \"pass\"", ComparisonText.ToJson(comparison));
    }

    [Fact]
    public void StretchedBondsAndMirrorImagesFail()
    {
        var reference = Dipeptide.Measure(1);
        var stretched = Comparison.Of(Dipeptide.Measure(2, reference: reference, scale: 1.02f), reference);
        Assert.Equal(Verdict.Fail, stretched.Rows.Single(row => row.Figure.Contains("heavy atoms: mean")).Verdict);
        Assert.Equal(Verdict.Fail, stretched.Rows.Single(row => row.Figure.Contains("hydrogen: mean")).Verdict);
        var mirrored = Comparison.Of(Dipeptide.Measure(2, reference: reference, scale: -1), reference);
        Assert.Equal(Verdict.Fail, mirrored.Rows.Single(row => row.Figure.Contains("handedness")).Verdict);
        Assert.False(mirrored.Passed);
        var squeezed = Comparison.Of(Dipeptide.Measure(2, reference: reference, scale: 0.95f), reference);
        Assert.Equal(Verdict.Fail, squeezed.Rows.Single(row => row.Figure.Contains("percentile")).Verdict);
    }

    [Fact]
    public void TrajectoriesThatDoNotFitAreRefusedByName()
    {
        var estimator = new EnsembleEstimator(Dipeptide.Definition, 2);
        var frames = Dipeptide.Frames(1, 3);
        Assert.Contains("odd.xtc", Assert.Throws<InvalidInputException>(() => estimator.Fit([Dipeptide.Source("odd.xtc", frames, 0.75)])).Message);
        Assert.Throws<InvalidInputException>(() => estimator.Fit([Dipeptide.Source("still.xtc", frames, 0)]));
        Assert.Throws<InvalidInputException>(() => estimator.Fit([]));
        Assert.Contains("22 atoms", Assert.Throws<InvalidInputException>(() => estimator.Fit([Dipeptide.Source("small.xtc", [new float[9]])])).Message);
        var broken = Dipeptide.Frames(1, 3);
        broken[1][5] = float.NaN;
        Assert.Contains("frame 1", Assert.Throws<InvalidInputException>(() => estimator.Fit([Dipeptide.Source("nan.xtc", broken)])).Message);
        Assert.Throws<InvalidInputException>(() => new EnsembleEstimator(Dipeptide.Definition, 4).Measure([Dipeptide.Source("a", frames)], Dipeptide.Measure(1, 50)));
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(5, 5)]
    [InlineData(1000, 5)]
    [InlineData(12_345, 5)]
    public void BlocksOfAStreamAreContiguousAndNearlyEqual(int length, int expected)
    {
        var accumulator = new EnsembleAccumulator(Dipeptide.Definition, 1, Dipeptide.Measure(1, 20) with { LagTime = 1 });
        accumulator.BeginTrajectory("a", 1);
        for (var i = 0; i < length; i++) accumulator.Add(Dipeptide.Positions);
        var blocks = accumulator.Finish().TorsionPairs[0].Blocks;
        Assert.Equal(expected, blocks.Count);
        Assert.Equal(length, blocks.Sum(block => block.Total));
        Assert.All(blocks, block => Assert.InRange((double)block.Total * expected / length, 0.87, 1.13));
    }

    private static float[] Turned()
    {
        var turned = new float[66];
        for (var i = 0; i < 22; i++) (turned[3 * i], turned[3 * i + 1], turned[3 * i + 2]) = (2 - Dipeptide.Positions[3 * i + 1], Dipeptide.Positions[3 * i], Dipeptide.Positions[3 * i + 2]);
        return turned;
    }
}

using LatentSim.Models.Features;
using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;
using TestSupport;

namespace Models.Tests.Features;

public sealed class FeatureExtractorTests
{
    private static readonly FeatureDefinition Everything = new FeatureBuilder(AlanineDipeptide.Topology)
        .AddBackboneTorsions()
        .AddDistances(AlanineDipeptide.CoarseSites)
        .AddAlignedPositions(AlanineDipeptide.CoarseSites, AlanineDipeptide.Positions)
        .Build();

    [Fact]
    public void TorsionsBecomeCosineAndSine()
    {
        // phi and psi of this configuration, computed apart from this code.
        var features = Extract(new FeatureDefinition([new(4, 6, 8, 14), new(6, 8, 14, 16)], [], null), AlanineDipeptide.Positions);
        double[] expected = [Math.Cos(-2.1920879), Math.Sin(-2.1920879), Math.Cos(2.7493264), Math.Sin(2.7493264)];
        for (var i = 0; i < 4; i++)
            Assert.Equal(expected[i], features[i], 1e-6);
    }

    [Fact]
    public void DistancesAreInNanometres()
    {
        var definition = new FeatureDefinition([], [new AtomPair(0, 1), new AtomPair(2, 1)], null);
        Assert.Equal([5f, 1f], Extract(definition, [0, 0, 0, 3, 4, 0, 3, 4, 1]));
    }

    [Fact]
    public void TheReferenceIsAlignedWithItself()
    {
        var features = Extract(OnlyAligned(), AlanineDipeptide.Positions);
        Assert.Equal(0, RigidMotions.LargestDifference(AlanineDipeptide.PositionsOf(AlanineDipeptide.CoarseSites), features), 1e-6);
    }

    [Fact]
    public void AlignmentMovesEachAtomAsTheWholeSelection()
    {
        var random = new System.Random(21);
        var perturbed = RigidMotions.Perturb(random, AlanineDipeptide.Positions, .02);
        var features = Extract(OnlyAligned(), perturbed);
        var reference = AlanineDipeptide.PositionsOf(AlanineDipeptide.CoarseSites);
        Assert.Equal(Superposition.MinimalRmsd(features, reference), RootMeanSquare(features, reference), 1e-6);
        for (var i = 0; i < 6; i++)
            for (var j = 0; j < i; j++)
                Assert.Equal(DistanceOfSites(perturbed, i, j), Distances.Compute(features, i, j), 1e-6);
    }

    [Fact]
    public void NothingChangesUnderRigidMotion()
    {
        var random = new System.Random(22);
        for (var trial = 0; trial < 20; trial++)
        {
            var xyz = RigidMotions.Perturb(random, AlanineDipeptide.Positions, .01);
            var moved = RigidMotions.ApplyRandom(random, xyz);
            Assert.Equal(0, RigidMotions.LargestDifference(Extract(Everything, xyz), Extract(Everything, moved)), 3e-5);
        }
    }

    [Fact]
    public void AMirrorTurnsTheSignOfTheSines()
    {
        var definition = new FeatureDefinition([new(4, 6, 8, 14)], [new(4, 16)], null);
        var before = Extract(definition, AlanineDipeptide.Positions);
        var after = Extract(definition, RigidMotions.Mirror(AlanineDipeptide.Positions));
        Assert.Equal([before[0], -before[1], before[2]], after);
    }

    [Fact]
    public void BatchesGiveWhatSingleFramesGiveBitForBitAndAllocateNothing()
    {
        var extractor = new FeatureExtractor(Everything, 22);
        var first = AlanineDipeptide.Positions;
        var second = RigidMotions.Perturb(new System.Random(23), first, .02);
        float[] both = [.. first, .. second];
        var features = new float[2 * extractor.Count];
        extractor.Extract(both, features, frames: 2);
        Assert.Equal([.. Extract(Everything, first), .. Extract(Everything, second)], features);
        var before = GC.GetAllocatedBytesForCurrentThread();
        extractor.Extract(both, features, frames: 2);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void NamesFollowTheFeatures()
    {
        var extractor = new FeatureExtractor(Everything, 22);
        var names = extractor.Names(AlanineDipeptide.Topology);
        Assert.Equal(extractor.Count, names.Count);
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.Equal(["cos ACE1.C ALA2.N ALA2.CA ALA2.C", "sin ACE1.C ALA2.N ALA2.CA ALA2.C"], names.Take(2));
        Assert.Equal("distance ACE1.C ALA2.CB", names[4]);
        Assert.Equal(["x NME3.N", "y NME3.N", "z NME3.N"], names.TakeLast(3));
        Assert.Throws<ArgumentException>(() => new FeatureExtractor(Everything, 23).Names(AlanineDipeptide.Topology));
    }

    [Fact]
    public void RefusesSpansThatDoNotFit()
    {
        var extractor = new FeatureExtractor(Everything, 22);
        Assert.Throws<ArgumentException>(() => extractor.Extract(new float[65], new float[extractor.Count]));
        Assert.Throws<ArgumentException>(() => extractor.Extract(new float[66], new float[extractor.Count - 1]));
    }

    public static TheoryData<FeatureDefinition, string> Hostile => new()
    {
        { new([], [], null), "there are none" },
        { new([new(0, 1, 2, 22)], [], null), "no atom 22" },
        { new([new(-1, 1, 2, 3)], [], null), "no atom -1" },
        { new([new(0, 1, 2, 0)], [], null), "twice" },
        { new([], [new(0, 1), new(0, int.MaxValue)], null), "distance 1" },
        { new([], [new(3, 3)], null), "twice" },
        { new([], [], new([], [])), "no atoms" },
        { new([], [], new([0, 1], new float[5])), "5 reference coordinates" },
        { new([], [], new([0, 22], new float[6])), "no atom 22" },
        { new([], [], new([0, 0], new float[6])), "twice" },
        { new([], [], new([0], [0, float.NaN, 0])), "finite" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void RefusesDefinitionsThatDoNotSuitTheSystem(FeatureDefinition definition, string says) =>
        Assert.Contains(says, Assert.Throws<InvalidInputException>(() => new FeatureExtractor(definition, 22)).Message);

    private static FeatureDefinition OnlyAligned() => Everything with { Torsions = [], Distances = [] };

    private static float[] Extract(FeatureDefinition definition, ReadOnlySpan<float> xyz)
    {
        var extractor = new FeatureExtractor(definition, xyz.Length / 3);
        var features = new float[extractor.Count];
        extractor.Extract(xyz, features);
        return features;
    }

    private static double DistanceOfSites(float[] xyz, int i, int j) =>
        Distances.Compute(xyz, AlanineDipeptide.CoarseSites[i], AlanineDipeptide.CoarseSites[j]);

    private static double RootMeanSquare(float[] a, float[] b) =>
        Math.Sqrt(a.Zip(b).Sum(pair => Math.Pow(pair.First - pair.Second, 2)) / (a.Length / 3));
}

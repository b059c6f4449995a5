using LatentSim.Models.Features;
using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;
using TestSupport;

namespace Models.Tests.Features;

public sealed class FeatureBuilderTests
{
    private static readonly Topology Dipeptide = AlanineDipeptide.Topology;

    [Fact]
    public void BackboneTorsionsOfTheDipeptideArePhiAndPsi()
    {
        var definition = new FeatureBuilder(Dipeptide).AddBackboneTorsions().Build();
        Assert.Equal([new TorsionAtoms(4, 6, 8, 14), new TorsionAtoms(6, 8, 14, 16)], definition.Torsions);
        Assert.Equal(4, definition.Count);
    }

    [Fact]
    public void DistancesLeaveOutPairsThatBondsAndAnglesHold()
    {
        // C N CA CB C N: of 15 pairs, 5 are bonded and 5 are two bonds apart.
        var definition = new FeatureBuilder(Dipeptide).AddDistances(AlanineDipeptide.CoarseSites).Build();
        AtomPair[] expected = [new(4, 10), new(4, 14), new(4, 16), new(6, 16), new(10, 16)];
        Assert.Equal(expected, definition.Distances);
    }

    [Fact]
    public void NothingIsAddedTwice()
    {
        var builder = new FeatureBuilder(Dipeptide).AddBackboneTorsions().AddBackboneTorsions().AddDistances([4, 16]);
        var definition = builder.AddDistances([16, 14, 4]).Build();
        Assert.Equal(2, definition.Torsions.Count);
        Assert.Equal([new AtomPair(4, 16), new AtomPair(14, 4)], definition.Distances);
    }

    [Fact]
    public void AlignedPositionsKeepTheReferenceOfTheirAtoms()
    {
        var aligned = new FeatureBuilder(Dipeptide).AddAlignedPositions([8, 4, 16], AlanineDipeptide.Positions).Build().Aligned;
        Assert.NotNull(aligned);
        Assert.Equal([8, 4, 16], aligned.Atoms);
        Assert.Equal(AlanineDipeptide.PositionsOf([8, 4, 16]), aligned.Reference);
    }

    [Fact]
    public void SideChainTorsionsAreFoundByName()
    {
        var builder = new TopologyBuilder();
        builder.AddResidue("VAL", 1);
        foreach (var name in new[] { "N", "CA", "CB", "CG1", "CG2", "C" })
            builder.AddAtom(name, Element.FromSymbol(name[..1]));
        Assert.Equal([new TorsionAtoms(0, 1, 2, 3)], new FeatureBuilder(builder.Build()).AddSideChainTorsions().Build().Torsions);
    }

    [Fact]
    public void SaysWhatIsMissing()
    {
        var builder = new FeatureBuilder(Dipeptide);
        AssertRefused("there are none", () => builder.Build());
        AssertRefused("side-chain torsions", () => builder.AddSideChainTorsions());
        AssertRefused("no atom 99", () => builder.AddDistances([4, 99]));
        AssertRefused("no pair", () => builder.AddDistances([4, 6, 8]));
        AssertRefused("at least three", () => builder.AddAlignedPositions([4, 6], AlanineDipeptide.Positions));
        AssertRefused("a second", () => builder
            .AddAlignedPositions([4, 6, 8], AlanineDipeptide.Positions)
            .AddAlignedPositions([4, 6, 8], AlanineDipeptide.Positions));
        Assert.Throws<ArgumentException>(() => builder.AddAlignedPositions([4, 6, 8], new float[3]));
    }

    private static void AssertRefused(string says, Action action) =>
        Assert.Contains(says, Assert.Throws<InvalidInputException>(action).Message);
}

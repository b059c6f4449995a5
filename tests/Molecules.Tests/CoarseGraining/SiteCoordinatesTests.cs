using LatentSim.Molecules;
using LatentSim.Molecules.CoarseGraining;
using LatentSim.Molecules.Geometry;

namespace Molecules.Tests.CoarseGraining;

public sealed class SiteCoordinatesTests
{
    [Fact]
    public void ADipeptideHasTheTorsionsPhiAndPsiAndAnImproperAtItsBranch()
    {
        SiteCoordinates coordinates = SiteChains.Dipeptide;

        Assert.Equal([(0, 1), (1, 2), (2, 3), (2, 4), (4, 5)], coordinates.Tree.Bonds);
        Assert.Equal(5, coordinates.Bonds.Count);
        Assert.Equal(4, coordinates.Angles.Count);
        Assert.Equal([new TorsionAtoms(3, 2, 1, 4)], coordinates.Impropers);
        Assert.Equal([new SiteTorsion(new TorsionAtoms(0, 1, 2, 4), -1), new SiteTorsion(new TorsionAtoms(1, 2, 4, 5), 0)], coordinates.Torsions);
    }

    [Theory]
    [InlineData("name C N CA CB")]
    [InlineData("not element H")]
    [InlineData("all")]
    [InlineData("name C N")]
    public void NoCoordinateIsRedundantAndNoneIsMissing(string selection)
    {
        SiteTree tree = SiteChains.TreeOf(selection);
        var coordinates = new SiteCoordinates(tree);

        Assert.Equal(tree.SiteCount - 1, coordinates.Bonds.Count);
        Assert.Equal(tree.SiteCount - 2, coordinates.Angles.Count);
        Assert.Equal(tree.SiteCount - 3, coordinates.Impropers.Count + coordinates.Torsions.Count);
        Assert.Equal(coordinates.Torsions.Count, coordinates.Torsions.Select(torsion => (torsion.Atoms.B, torsion.Atoms.C)).Distinct().Count());
        Assert.All(coordinates.Torsions, torsion => Assert.True(torsion.Before < 0 || coordinates.Torsions[torsion.Before].Atoms.C == torsion.Atoms.B));
    }

    [Fact]
    public void AlphaCarbonsAreJoinedInSequence()
    {
        var coordinates = new SiteCoordinates(SiteTree.Of(Beads(7, spacing: 3), [0, 3, 6, 9, 12, 15, 18]));

        Assert.Equal(Enumerable.Range(1, 6).Select(i => (i - 1, i)), coordinates.Tree.Bonds);
        Assert.Equal(6, coordinates.Tree.Separation(0, 6));
        Assert.Empty(coordinates.Impropers);
        Assert.Equal([-1, 0, 1, 2], coordinates.Torsions.Select(torsion => torsion.Before));
    }

    [Fact]
    public void SitesOfSeveralMoleculesAreRefused()
    {
        Topology two = Beads(2, spacing: 3).WithBonds([(0, 1), (2, 3)]);

        var error = Assert.Throws<ArgumentException>(() => SiteTree.Of(two, [0, 1, 2, 3]));

        Assert.Contains("2 molecules", error.Message, StringComparison.Ordinal);
    }

    // A chain of atoms.
    private static Topology Beads(int sites, int spacing)
    {
        var builder = new TopologyBuilder();
        int atoms = ((sites - 1) * spacing) + 1;
        builder.AddResidue("BEA", 1, "A");
        for (int i = 0; i < atoms; i++)
            builder.AddAtom($"C{i}", Element.Carbon);
        for (int i = 1; i < atoms; i++)
            builder.AddBond(i - 1, i);
        return builder.Build();
    }
}

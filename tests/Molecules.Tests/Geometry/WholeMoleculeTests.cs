using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;

namespace Molecules.Tests.Geometry;

public sealed class WholeMoleculeTests
{
    private static readonly float[] Box = [2.5f, 0, 0, 0.6f, 2.4f, 0, -0.4f, 0.7f, 2.2f];

    [Fact]
    public void SitesFarApartAlongBondsAreBroughtTogetherInAnyImages()
    {
        (Topology topology, Frame frame) = Systems.AlanineDipeptide();
        int[] sites = [1, 6, 10, 18];
        var whole = WholeMolecule.Of(topology, sites);
        float[] expected = [.. sites.SelectMany(atom => frame.Positions[(3 * atom)..((3 * atom) + 3)])];
        float[] torn = [.. expected];
        int[,] images = { { 0, 0, 0 }, { 1, -2, 0 }, { 0, 3, 1 }, { -1, 0, -2 } };
        for (int i = 0; i < 12; i++)
        {
            for (int vector = 0; vector < 3; vector++)
                torn[i] += images[i / 3, vector] * Box[(3 * vector) + (i % 3)];
        }

        whole.Mend(torn, Box, []);
        for (int i = 0; i < 12; i++)
            Assert.Equal(expected[i], torn[i], 2e-6);
    }

    [Fact]
    public void WhatIsWholeIsNotTouched()
    {
        (Topology topology, Frame frame) = Systems.AlanineDipeptide();
        var whole = WholeMolecule.Of(topology, [.. Enumerable.Range(0, 22)]);
        float[] positions = [.. frame.Positions];
        whole.Mend(positions, Box, positions);
        whole.Mend(positions, [], []);
        whole.Mend(positions, new float[9], []);
        Assert.Equal(frame.Positions, positions);
    }

    [Fact]
    public void AMoleculeThatLeavesTheBoxGoesOnOutside()
    {
        var builder = new TopologyBuilder();
        builder.AddResidue("MOL", 1, "A");
        builder.AddAtom("C1", Element.FromSymbol("C"));
        builder.AddAtom("C2", Element.FromSymbol("C"));
        builder.AddBond(0, 1);
        var whole = WholeMolecule.Of(builder.Build(), [0, 1]);
        float[] box = [2, 0, 0, 0, 2, 0, 0, 0, 2];
        float[] before = [1.95f, 1, 1, 2.05f, 1, 1];
        float[] after = [0.05f, 1, 1, 0.15f, 1, 1];
        whole.Mend(after, box, before);
        Assert.Equal(2.05f, after[0], 1e-6);
        Assert.Equal(2.15f, after[3], 1e-6);
        Assert.Equal(0.1, whole.MeanSpacing(after), 1e-6);
    }
}

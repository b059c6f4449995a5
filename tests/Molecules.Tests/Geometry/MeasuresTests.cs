using LatentSim.Molecules.Geometry;
using TestSupport;

namespace Molecules.Tests.Geometry;

public sealed class MeasuresTests
{
    private static readonly float[] Corner = [0, 0, 0, 3, 0, 0, 0, 4, 0, 3, 3, 0];

    [Fact]
    public void DistancesAreThoseOfPythagoras()
    {
        Assert.Equal(5, Distances.Compute(Corner, 1, 2), 1e-12);
        var values = new float[4];
        Distances.Compute([.. Corner, .. Corner.Select(x => 2 * x)], 4, [new AtomPair(1, 2), new AtomPair(0, 1)], values);
        Assert.Equal([5f, 3f, 10f, 6f], values);
    }

    [Fact]
    public void AnglesAreThoseOfTheSquare()
    {
        Assert.Equal(Math.PI / 2, Angles.Compute(Corner, 1, 0, 2), 1e-12);
        Assert.Equal(Math.PI / 4, Angles.Compute(Corner, 1, 0, 3), 1e-12);
        Assert.Equal(Math.PI, Angles.Compute([-1, 0, 0, 0, 0, 0, 1, 0, 0], 0, 1, 2), 1e-12);
        var values = new float[1];
        Angles.Compute(Corner, 4, [new AtomTriple(3, 0, 2)], values);
        Assert.Equal(MathF.PI / 4, values[0], 1e-6);
    }

    [Fact]
    public void SmallAnglesKeepTheirPrecision() =>
        Assert.Equal(1e-7, Angles.Compute(new Vector3D(1, 0, 0), default, new Vector3D(1, 1e-7, 0)), 1e-18);

    // Expected values computed apart from this code, from the same positions.
    [Fact]
    public void RadiusOfGyrationOfTheDipeptide()
    {
        var masses = AlanineDipeptide.Topology.Atoms.Select(atom => atom.Element.Mass).ToArray();
        Assert.Equal(0.2959893, RadiusOfGyration.Compute(AlanineDipeptide.Positions), 1e-6);
        Assert.Equal(0.2484260, RadiusOfGyration.Compute(AlanineDipeptide.Positions, masses), 1e-6);
    }

    [Fact]
    public void RadiusOfGyrationWeighsByMass()
    {
        Assert.Equal(1, RadiusOfGyration.Compute([0, 0, 0, 2, 0, 0]), 1e-12);
        Assert.Equal(Math.Sqrt(.75), RadiusOfGyration.Compute([0, 0, 0, 2, 0, 0], [3, 1]), 1e-12);
    }

    [Fact]
    public void RadiusOfGyrationRefusesMassesThatDoNotFit()
    {
        Assert.Throws<ArgumentException>(() => RadiusOfGyration.Compute([0, 0, 0, 2, 0, 0], [3]));
        Assert.Throws<ArgumentException>(() => RadiusOfGyration.Compute([0, 0, 0, 2, 0, 0], [0, 0]));
        Assert.Throws<ArgumentException>(() => RadiusOfGyration.Compute([0, 0, 0, 2, 0, 0], [2, -1]));
        Assert.Throws<ArgumentException>(() => RadiusOfGyration.Compute([]));
    }

    [Fact]
    public void AlphaCarbonOfAnLAminoAcidHasPositiveVolume()
    {
        var center = Assert.Single(Chirality.AlphaCarbons(AlanineDipeptide.Topology));
        Assert.Equal(new ChiralCenter(8, 6, 14, 10), center);
        var volume = Chirality.SignedVolume(AlanineDipeptide.Positions, center);
        Assert.Equal(0.0026445959, volume, 1e-8);
        Assert.Equal(-volume, Chirality.SignedVolume(RigidMotions.Mirror(AlanineDipeptide.Positions), center), 1e-12);
    }
}

using LatentSim.Molecules.Geometry;
using TestSupport;

namespace Molecules.Tests.Geometry;

public sealed class TorsionsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    [InlineData(-60)]
    [InlineData(119.5)]
    [InlineData(-179)]
    [InlineData(180)]
    public void IsTheClockwiseTurnSeenAlongTheAxis(double degrees)
    {
        // Seen from B along +z, clockwise is from +x to +y.
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var torsion = Torsions.Compute(new Vector3D(1, 0, -.5), default, new Vector3D(0, 0, 1), new Vector3D(2 * cos, 2 * sin, 1.7));
        Assert.Equal(degrees * Math.PI / 180, torsion, 1e-12);
    }

    // Expected values by another formula: the signed angle between the projections on the plane across the axis.
    [Theory]
    [InlineData(4, 6, 8, 14, -2.1920879)]
    [InlineData(6, 8, 14, 16, 2.7493264)]
    [InlineData(1, 4, 6, 8, -3.1080941)]
    public void GivesTheBackboneTorsionsOfTheDipeptide(int a, int b, int c, int d, double expected) =>
        Assert.Equal(expected, Torsions.Compute(AlanineDipeptide.Positions, new TorsionAtoms(a, b, c, d)), 1e-6);

    [Fact]
    public void IsZeroWhereThreeAtomsAreInLine() =>
        Assert.Equal(0, Torsions.Compute(default, new Vector3D(1, 0, 0), new Vector3D(2, 0, 0), new Vector3D(3, 1, 0)));

    [Fact]
    public void DoesNotChangeUnderRigidMotionAndTurnsRoundInAMirror()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 20; trial++)
        {
            var points = RigidMotions.RandomPoints(random, 4);
            var atoms = new TorsionAtoms(0, 1, 2, 3);
            var torsion = Torsions.Compute(points, atoms);
            Assert.Equal(torsion, Torsions.Compute(RigidMotions.ApplyRandom(random, points), atoms), 1e-4);
            Assert.Equal(-torsion, Torsions.Compute(RigidMotions.Mirror(points), atoms), 1e-12);
            Assert.Equal(torsion, Torsions.Compute(points, new TorsionAtoms(3, 2, 1, 0)), 1e-12);
        }
    }

    [Fact]
    public void CosineAndSineAreThoseOfTheTorsion()
    {
        var points = RigidMotions.RandomPoints(new Random(3), 4);
        var atoms = new TorsionAtoms(0, 1, 2, 3);
        var (cosine, sine) = Torsions.CosineAndSine(points, atoms);
        Assert.Equal(Math.Cos(Torsions.Compute(points, atoms)), cosine, 1e-12);
        Assert.Equal(Math.Sin(Torsions.Compute(points, atoms)), sine, 1e-12);
        Assert.Equal((1.0, 0.0), Torsions.CosineAndSine([0, 0, 0, 1, 0, 0, 2, 0, 0, 3, 1, 0], atoms));
    }

    [Fact]
    public void BatchedValuesAreTheSingleOnes()
    {
        var random = new Random(2);
        var xyz = RigidMotions.RandomPoints(random, 3 * 5);
        TorsionAtoms[] torsions = [new(0, 1, 2, 3), new(4, 2, 1, 0)];
        var values = new float[6];
        Torsions.Compute(xyz, 5, torsions, values);
        for (var frame = 0; frame < 3; frame++)
            for (var i = 0; i < 2; i++)
                Assert.Equal((float)Torsions.Compute(xyz.AsSpan(15 * frame, 15), torsions[i]), values[(2 * frame) + i]);
    }

    [Fact]
    public void RefusesSpansThatDoNotFit()
    {
        TorsionAtoms[] torsions = [new(0, 1, 2, 3)];
        Assert.Throws<ArgumentException>(() => Torsions.Compute(new float[13], 4, torsions, new float[1]));
        Assert.Throws<ArgumentException>(() => Torsions.Compute(new float[24], 4, torsions, new float[3]));
    }

    [Theory]
    [InlineData(-Math.PI, Math.PI)]
    [InlineData(Math.PI, Math.PI)]
    [InlineData(3, 3)]
    [InlineData(3.5, 3.5 - (2 * Math.PI))]
    [InlineData(-10, (4 * Math.PI) - 10)]
    public void WrapsToTheHalfOpenCircle(double angle, double expected) => Assert.Equal(expected, Torsions.Wrap(angle), 1e-14);
}

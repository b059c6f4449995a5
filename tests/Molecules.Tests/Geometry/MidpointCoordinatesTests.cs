using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;
using TestSupport;

namespace Molecules.Tests.Geometry;

public sealed class MidpointCoordinatesTests
{
    private const double Spacing = .38;

    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(37)]
    public void CartesianToMidpointsAndBackIsTheSameUpToARigidMotion(int sites)
    {
        var random = new Random(20);
        var midpoints = InternalCoordinates.BuildByMidpoints(Chain(sites));
        Assert.Equal((3 * sites) - 6, midpoints.Count);
        for (var trial = 0; trial < 20; trial++)
        {
            var xyz = RandomCoil(random, sites);
            var rebuilt = new float[xyz.Length];
            Assert.Equal(0, midpoints.Place(Measure(midpoints, xyz), rebuilt), 1e-5);
            Superposition.Fit(rebuilt, xyz).Apply(rebuilt, rebuilt);
            Assert.Equal(0, RigidMotions.LargestDifference(xyz, rebuilt), 2e-4);
        }
    }

    [Fact]
    public void MidpointsDoNotChangeUnderRigidMotion()
    {
        var random = new Random(21);
        var midpoints = InternalCoordinates.BuildByMidpoints(Chain(20));
        var xyz = RandomCoil(random, 20);
        var (before, after) = (Measure(midpoints, xyz), Measure(midpoints, RigidMotions.ApplyRandom(random, xyz)));
        for (var i = 0; i < before.Length; i++)
            Assert.Equal(0, midpoints.Kind(i) == CoordinateKind.Torsion ? Torsions.Wrap(before[i] - after[i]) : before[i] - after[i], 1e-4);
    }

    [Fact]
    public void AMirrorFlipsTorsionsAndNothingElse()
    {
        var midpoints = InternalCoordinates.BuildByMidpoints(Chain(20));
        var xyz = RandomCoil(new Random(22), 20);
        var (before, after) = (Measure(midpoints, xyz), Measure(midpoints, RigidMotions.Mirror(xyz)));
        for (var i = 0; i < before.Length; i++)
            Assert.Equal(midpoints.Kind(i) == CoordinateKind.Torsion ? -before[i] : before[i], after[i], 1e-5);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(20)]
    [InlineData(33)]
    public void TheDistanceOfEveryTwoNeighborsIsACoordinate(int sites)
    {
        var midpoints = InternalCoordinates.BuildByMidpoints(Chain(sites));
        HashSet<string> names = [.. Enumerable.Range(0, midpoints.Count).Select(i => midpoints.Describe(i, Chain(sites)))];
        for (var i = 1; i < sites; i++)
        {
            var (first, second) = ($"GLY{i}.CA", $"GLY{i + 1}.CA");
            string[] either = [$"bond {first} {second}", $"bond {second} {first}", $"distance {first} {second}", $"distance {second} {first}"];
            Assert.Single(either, names.Contains);
        }
    }

    [Fact]
    public void SmallErrorsDoNotAddUpAlongTheChain()
    {
        const int sites = 40;
        var chain = Chain(sites);
        var alongBonds = SpreadOfEnds(InternalCoordinates.Build(chain), sites);
        var byMidpoints = SpreadOfEnds(InternalCoordinates.BuildByMidpoints(chain), sites);
        Assert.True(byMidpoints.EndToEnd < alongBonds.EndToEnd / 10, $"ends {byMidpoints.EndToEnd} against {alongBonds.EndToEnd} nm");
        Assert.True(byMidpoints.Radius < alongBonds.Radius / 1.5, $"radius of gyration {byMidpoints.Radius} against {alongBonds.Radius} nm");
    }

    [Fact]
    public void TwoDistancesThatNoTriangleHasPutAnAtomInLine()
    {
        var midpoints = InternalCoordinates.BuildByMidpoints(Chain(3));
        var xyz = new float[9];
        Assert.Equal(.04f, midpoints.Place([.80f, .37f, .39f], xyz), 1e-6);
        Assert.Equal(.80, Distances.Compute(xyz, 0, 2), 1e-6);
        Assert.Equal(.37, Distances.Compute(xyz, 0, 1), 1e-6);
        Assert.Equal(.1f, midpoints.Place([.20f, .10f, .40f], xyz), 1e-6);
        Assert.Equal(0, midpoints.Place([.70f, .37f, .39f], xyz));
        Assert.Equal(.39, Distances.Compute(xyz, 2, 1), 1e-6);
    }

    [Fact]
    public void BranchesFollowTheirChain()
    {
        // C N CA CB C N: the chain runs from C to N past CB, which is placed from it.
        var coarse = AlanineDipeptide.Topology.Subset(AlanineDipeptide.CoarseSites);
        var midpoints = InternalCoordinates.BuildByMidpoints(coarse);
        ZMatrixRow[] expected =
        [
            new(0, -1, -1, -1), new(5, 0, -1, -1), new(2, 0, 5, -1), new(1, 0, 2, 5, ByDistance: true), new(4, 2, 5, 1, ByDistance: true),
            new(3, 2, 1, 4),
        ];
        Assert.Equal(expected, midpoints.Rows);
        var restored = InternalCoordinates.FromRows(6, [], midpoints.Rows);
        Assert.Equal(12, restored.Count);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 3)]
    [InlineData(4, 6)]
    public void SmallSystemsHaveTheCoordinatesThatTheyHave(int sites, int count) =>
        Assert.Equal(count, InternalCoordinates.BuildByMidpoints(Chain(sites)).Count);

    [Fact]
    public void ASecondDistanceNeedsAnAtom() => Assert.Throws<InvalidInputException>(
        () => InternalCoordinates.FromRows(2, [], [new ZMatrixRow(0, -1, -1, -1), new ZMatrixRow(1, 0, -1, -1, ByDistance: true)]));

    /// <summary>The root mean squares by which end-to-end distance and radius of gyration change when each coordinate does a little.</summary>
    private static (double EndToEnd, double Radius) SpreadOfEnds(InternalCoordinates coordinates, int sites)
    {
        const int trials = 200;
        var random = new Random(23);
        double ends = 0;
        double radii = 0;
        for (var trial = 0; trial < trials; trial++)
        {
            var xyz = RandomCoil(random, sites);
            var values = Measure(coordinates, xyz);
            for (var i = 0; i < values.Length; i++)
                values[i] += (float)(coordinates.Kind(i) is CoordinateKind.Angle or CoordinateKind.Torsion ? .02 : .002) * ((2 * random.NextSingle()) - 1);
            var moved = new float[xyz.Length];
            coordinates.ToCartesian(values, moved);
            ends += Math.Pow(Distances.Compute(moved, 0, sites - 1) - Distances.Compute(xyz, 0, sites - 1), 2);
            radii += Math.Pow(Radius(moved) - Radius(xyz), 2);
        }

        return (Math.Sqrt(ends / trials), Math.Sqrt(radii / trials));
    }

    private static double Radius(float[] xyz)
    {
        var center = new Vector3D(0, 0, 0);
        var count = xyz.Length / 3;
        for (var i = 0; i < count; i++)
            center += 1.0 / count * Vector3D.Read(xyz, i);
        return Math.Sqrt(Enumerable.Range(0, count).Average(i => Math.Pow((Vector3D.Read(xyz, i) - center).Length, 2)));
    }

    private static float[] Measure(InternalCoordinates coordinates, float[] xyz)
    {
        var values = new float[coordinates.Count];
        coordinates.FromCartesian(xyz, values);
        return values;
    }

    // Bond angles from 80 to 140 degrees, as alpha carbons have them; torsions at random.
    private static float[] RandomCoil(Random random, int sites)
    {
        var coordinates = InternalCoordinates.Build(Chain(sites));
        var values = new float[coordinates.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = coordinates.Kind(i) switch
            {
                CoordinateKind.Bond => (float)Spacing,
                CoordinateKind.Angle => (float)((80 + (60 * random.NextDouble())) * Math.PI / 180),
                _ => (float)(((2 * random.NextDouble()) - 1) * Math.PI),
            };
        var xyz = new float[3 * sites];
        coordinates.ToCartesian(values, xyz);
        return xyz;
    }

    private static Topology Chain(int sites)
    {
        var builder = new TopologyBuilder();
        for (var i = 0; i < sites; i++)
        {
            builder.AddResidue("GLY", i + 1);
            builder.AddAtom("CA", Element.Carbon);
            if (i > 0)
                builder.AddBond(i - 1, i);
        }

        return builder.Build();
    }
}

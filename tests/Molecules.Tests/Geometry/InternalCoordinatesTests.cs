using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;
using TestSupport;

namespace Molecules.Tests.Geometry;

public sealed class InternalCoordinatesTests
{
    private static readonly Topology Dipeptide = AlanineDipeptide.Topology;

    [Fact]
    public void CartesianToInternalAndBackIsTheSameUpToARigidMotion()
    {
        var random = new Random(10);
        var internals = InternalCoordinates.Build(Dipeptide);
        Assert.Equal((3 * 22) - 6, internals.Count);
        for (var trial = 0; trial < 20; trial++)
        {
            var xyz = RigidMotions.Perturb(random, AlanineDipeptide.Positions, .02);
            var rebuilt = Rebuild(internals, xyz, new float[xyz.Length]);
            Superposition.Fit(rebuilt, xyz).Apply(rebuilt, rebuilt);
            Assert.Equal(0, RigidMotions.LargestDifference(xyz, rebuilt), 1e-5);
        }
    }

    [Fact]
    public void AtomsAreRebuiltWhereTheyWereFromThoseThatAreGiven()
    {
        var random = new Random(11);
        var internals = InternalCoordinates.Build(Dipeptide, AlanineDipeptide.CoarseSites);
        Assert.Equal(3 * 16, internals.Count);
        for (var trial = 0; trial < 20; trial++)
        {
            var xyz = RigidMotions.Perturb(random, AlanineDipeptide.Positions, .02);
            var rebuilt = Rebuild(internals, xyz, OnlyPlaced(internals, xyz));
            Assert.Equal(0, RigidMotions.LargestDifference(xyz, rebuilt), 1e-5);
        }
    }

    [Fact]
    public void InternalToCartesianAndBackIsTheSame()
    {
        var internals = InternalCoordinates.Build(Dipeptide);
        var random = new Random(12);
        var coordinates = new float[internals.Count];
        for (var i = 0; i < coordinates.Length; i++)
            coordinates[i] = internals.Kind(i) switch
            {
                CoordinateKind.Bond => .1f + (.1f * random.NextSingle()),
                CoordinateKind.Angle => 1.5f + random.NextSingle(),
                _ => (2 * random.NextSingle()) - 1,
            };
        var xyz = new float[3 * 22];
        internals.ToCartesian(coordinates, xyz);
        var measured = new float[internals.Count];
        internals.FromCartesian(xyz, measured);
        Assert.Equal(0, RigidMotions.LargestDifference(coordinates, measured), 2e-5);
    }

    [Fact]
    public void CoordinatesDoNotChangeUnderRigidMotion()
    {
        var random = new Random(13);
        InternalCoordinates[] both =
            [InternalCoordinates.Build(Dipeptide), InternalCoordinates.Build(Dipeptide, AlanineDipeptide.CoarseSites)];
        foreach (var internals in both)
        {
            var before = Measure(internals, AlanineDipeptide.Positions);
            var after = Measure(internals, RigidMotions.ApplyRandom(random, AlanineDipeptide.Positions));
            for (var i = 0; i < before.Length; i++)
                Assert.Equal(0, Torsions.Wrap(before[i] - after[i]), 3e-5);
        }
    }

    [Fact]
    public void PlacedAtomsTurnWithThoseThatAreGiven()
    {
        var random = new Random(14);
        var internals = InternalCoordinates.Build(Dipeptide, AlanineDipeptide.CoarseSites);
        var coordinates = Measure(internals, AlanineDipeptide.Positions);
        var (rotation, shift) = (RigidMotions.RandomRotation(random), new Vector3D(1, -2, .5));
        var turned = OnlyPlaced(internals, RigidMotions.Apply(rotation, shift, AlanineDipeptide.Positions));
        internals.ToCartesian(coordinates, turned);
        Assert.Equal(0, RigidMotions.LargestDifference(RigidMotions.Apply(rotation, shift, AlanineDipeptide.Positions), turned), 2e-6);
    }

    [Fact]
    public void AMirrorFlipsTorsionsAndNothingElse()
    {
        var internals = InternalCoordinates.Build(Dipeptide);
        var before = Measure(internals, AlanineDipeptide.Positions);
        var after = Measure(internals, RigidMotions.Mirror(AlanineDipeptide.Positions));
        for (var i = 0; i < before.Length; i++)
            Assert.Equal(internals.Kind(i) == CoordinateKind.Torsion ? -before[i] : before[i], after[i], 1e-6);
    }

    [Fact]
    public void CoordinatesAreTheDistancesAnglesAndTorsionsOfTheirRows()
    {
        var internals = InternalCoordinates.Build(Dipeptide, AlanineDipeptide.CoarseSites);
        var xyz = AlanineDipeptide.Positions;
        var coordinates = Measure(internals, xyz);
        for (var i = 0; i < internals.Rows.Count; i++)
        {
            var row = internals.Rows[i];
            Assert.Equal(Distances.Compute(xyz, row.Atom, row.Bond), coordinates[3 * i], 1e-6);
            Assert.Equal(Angles.Compute(xyz, row.Atom, row.Bond, row.Angle), coordinates[(3 * i) + 1], 1e-6);
            var torsion = new TorsionAtoms(row.Atom, row.Bond, row.Angle, row.Torsion);
            Assert.Equal(Torsions.Compute(xyz, torsion), coordinates[(3 * i) + 2], 1e-6);
        }
    }

    [Fact]
    public void BatchesGiveWhatSingleFramesGiveBitForBit()
    {
        var random = new Random(15);
        var internals = InternalCoordinates.Build(Dipeptide);
        float[] first = RigidMotions.Perturb(random, AlanineDipeptide.Positions, .02);
        float[] second = RigidMotions.Perturb(random, AlanineDipeptide.Positions, .02);
        var coordinates = new float[2 * internals.Count];
        internals.FromCartesian([.. first, .. second], coordinates, frames: 2);
        Assert.Equal([.. Measure(internals, first), .. Measure(internals, second)], coordinates);
        var xyz = new float[2 * 66];
        internals.ToCartesian(coordinates, xyz, frames: 2);
        Assert.Equal([.. Rebuild(internals, first, new float[66]), .. Rebuild(internals, second, new float[66])], xyz);
    }

    [Fact]
    public void ConversionAllocatesNothing()
    {
        var internals = InternalCoordinates.Build(Dipeptide);
        var xyz = AlanineDipeptide.Positions;
        var coordinates = Measure(internals, xyz);
        internals.ToCartesian(coordinates, xyz);
        var before = GC.GetAllocatedBytesForCurrentThread();
        internals.FromCartesian(xyz, coordinates);
        internals.ToCartesian(coordinates, xyz);
        Superposition.Fit(xyz, xyz).Apply(xyz, xyz);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void ConfigurationsWithAtomsInLineAreRebuiltToo()
    {
        var builder = new TopologyBuilder();
        builder.AddResidue("LIN", 1);
        for (var i = 0; i < 6; i++)
            builder.AddAtom($"C{i}", Element.Carbon);
        for (var i = 0; i < 5; i++)
            builder.AddBond(i, i + 1);
        var internals = InternalCoordinates.Build(builder.Build(), [0, 1, 2]);
        float[] xyz = [0, 0, 0, 0, .1f, 0, 0, .2f, 0, .1f, .25f, .05f, .1f, .35f, .05f, .1f, .45f, .05f];
        Assert.Equal(0, RigidMotions.LargestDifference(xyz, Rebuild(internals, xyz, OnlyPlaced(internals, xyz))), 1e-6);
    }

    [Fact]
    public void CoincidentAtomsGiveFiniteNumbers()
    {
        var internals = InternalCoordinates.Build(Dipeptide);
        Assert.All(Measure(internals, new float[66]), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void ACopyFromItsRowsIsTheSame()
    {
        var internals = InternalCoordinates.Build(Dipeptide, AlanineDipeptide.CoarseSites);
        var copy = InternalCoordinates.FromRows(22, [.. internals.Placed], internals.Rows);
        Assert.Equal(Measure(internals, AlanineDipeptide.Positions), Measure(copy, AlanineDipeptide.Positions));
        Assert.Equal(internals.Count, copy.Count);
    }

    [Fact]
    public void RefusesSpansThatDoNotFit()
    {
        var internals = InternalCoordinates.Build(Dipeptide);
        Assert.Throws<ArgumentException>(() => internals.FromCartesian(new float[65], new float[60]));
        Assert.Throws<ArgumentException>(() => internals.ToCartesian(new float[59], new float[66]));
    }

    private static float[] Measure(InternalCoordinates internals, ReadOnlySpan<float> xyz)
    {
        var coordinates = new float[internals.Count];
        internals.FromCartesian(xyz, coordinates);
        return coordinates;
    }

    private static float[] Rebuild(InternalCoordinates internals, ReadOnlySpan<float> xyz, float[] start)
    {
        internals.ToCartesian(Measure(internals, xyz), start);
        return start;
    }

    private static float[] OnlyPlaced(InternalCoordinates internals, ReadOnlySpan<float> xyz)
    {
        var placed = new float[xyz.Length];
        Array.Fill(placed, float.NaN);
        foreach (var atom in internals.Placed)
            xyz.Slice(3 * atom, 3).CopyTo(placed.AsSpan(3 * atom));
        return placed;
    }
}

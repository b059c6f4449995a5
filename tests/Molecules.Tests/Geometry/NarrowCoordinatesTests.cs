using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;
using TestSupport;

namespace Molecules.Tests.Geometry;

public sealed class NarrowCoordinatesTests
{
    private const int Frames = 100;
    private static readonly PeptideChain Chain = new(residues: 5);
    private static readonly float[] Data = Chain.Frames(new Random(40), Frames);
    private static readonly InternalCoordinates Narrow = InternalCoordinates.BuildNarrow(Chain.Topology, Chain.AlphaCarbons, Data);

    private static readonly float[][] Measured = MeasureAll(Narrow);

    [Fact]
    public void AtomsAreRebuiltWhereTheyWereFromAlphaCarbonsAlone()
    {
        Assert.Equal(3 * (Chain.Topology.AtomCount - 5), Narrow.Count);
        for (var frame = 0; frame < Frames; frame++)
        {
            var rebuilt = Sites(frame);
            Assert.Equal(0, Narrow.Place(Measure(Narrow, frame), rebuilt), 1e-6);
            Assert.Equal(0, RigidMotions.LargestDifference(Frame(frame), rebuilt), 1e-5);
        }
    }

    [Fact]
    public void EveryBondIsACoordinate()
    {
        HashSet<(int, int)> coordinates = [];
        foreach (var row in Narrow.Rows)
        {
            coordinates.Add(Pair(row.Atom, row.Bond));
            if (row.ByDistance)
                coordinates.Add(Pair(row.Atom, row.Angle));
        }

        Assert.All(Chain.Topology.Bonds, bond => Assert.Contains(Pair(bond.Item1, bond.Item2), coordinates));
    }

    [Fact]
    public void BondsKeepTheirLengthsWhenEachCoordinateComesFromAnotherFrame()
    {
        var (narrow, failed) = LargestBondError(Narrow);
        Assert.Equal((0, 0), (Math.Floor(narrow / .015), failed));

        // The same draws from coordinates by bonds alone stretch the bonds that no row holds.
        Assert.True(LargestBondError(InternalCoordinates.Build(Chain.Topology, Chain.AlphaCarbons)).Error > .05);
    }

    [Fact]
    public void ThePlanesBetweenSitesHaveOneSoftCoordinateEach()
    {
        var soft = Enumerable.Range(0, Narrow.Count).Count(i => Narrow.Kind(i) == CoordinateKind.Torsion && CircularDeviation(i) > .2);

        // Four planes, the ends' N and C (with its one oxygen missing), four methyls, and the ring's two torsions.
        Assert.InRange(soft, 0, 4 + 2 + 4 + 2);
    }

    [Fact]
    public void HandednessIsKeptWhenEachCoordinateComesFromAnotherFrame()
    {
        var centers = Chirality.AlphaCarbons(Chain.Topology);
        Assert.Equal(5, centers.Count);
        var random = new Random(41);
        for (var draw = 0; draw < Frames; draw++)
        {
            var xyz = Shuffled(Narrow, random, out _);
            Assert.All(centers, center => Assert.True(Chirality.SignedVolume(xyz, center) > 0));
        }
    }

    [Fact]
    public void AMirroredChainKeepsItsOwnHandedness()
    {
        var mirrored = RigidMotions.Mirror(Data);
        var narrow = InternalCoordinates.BuildNarrow(Chain.Topology, Chain.AlphaCarbons, mirrored);
        Assert.Equal(Narrow.Rows, narrow.Rows);
    }

    [Fact]
    public void StoredRowsPlaceTheSameAtoms()
    {
        var stored = InternalCoordinates.FromRows(Chain.Topology.AtomCount, Chain.AlphaCarbons, Narrow.Rows);
        Assert.Equal(Measure(Narrow, 3), Measure(stored, 3));
    }

    [Fact]
    public void OneFrameIsEnoughToChooseBy()
    {
        var one = InternalCoordinates.BuildNarrow(Chain.Topology, Chain.AlphaCarbons, Frame(0));
        var rebuilt = Sites(7);
        one.ToCartesian(Measure(one, 7), rebuilt);
        Assert.Equal(0, RigidMotions.LargestDifference(Frame(7), rebuilt), 1e-4);
    }

    [Fact]
    public void PiecesThatNoBondConnectsArePlacedToo()
    {
        var loose = Chain.Topology.WithBonds(Chain.Topology.Bonds.Where(bond => bond.Item1 % 3 != 0));
        var narrow = InternalCoordinates.BuildNarrow(loose, Chain.AlphaCarbons, Data);
        var rebuilt = Sites(5);
        narrow.ToCartesian(Measure(narrow, 5), rebuilt);
        Assert.Equal(0, RigidMotions.LargestDifference(Frame(5), rebuilt), 1e-4);
    }

    [Fact]
    public void SitesOnALineStillPlaceTheRest()
    {
        var xyz = Frame(0).ToArray();
        for (var i = 0; i < 5; i++)
            new Vector3D(.38 * i, 0, 0).Write(xyz, Chain.AlphaCarbons[i]);
        var narrow = InternalCoordinates.BuildNarrow(Chain.Topology, Chain.AlphaCarbons, xyz);
        Assert.Equal(Chain.Topology.AtomCount - 5, narrow.Rows.Count);
    }

    [Fact]
    public void WhatCannotBeBuiltIsRefused()
    {
        var topology = Chain.Topology;
        Assert.Contains("at least three", Refused(() => InternalCoordinates.BuildNarrow(topology, [], Data)));
        Assert.Contains("at least three", Refused(() => InternalCoordinates.BuildNarrow(topology, [1, 4], Data)));
        Assert.Contains("named twice", Refused(() => InternalCoordinates.BuildNarrow(topology, [1, 4, 4], Data)));
        Assert.Contains("no atom 400", Refused(() => InternalCoordinates.BuildNarrow(topology, [1, 4, 400], Data)));
        Assert.Throws<ArgumentException>(() => InternalCoordinates.BuildNarrow(topology, Chain.AlphaCarbons, []));
        Assert.Throws<ArgumentException>(() => InternalCoordinates.BuildNarrow(topology, Chain.AlphaCarbons, Data.AsSpan(1)));
    }

    [Fact]
    public void HostileRowsAroundSitesAreRefused()
    {
        Assert.Contains("placed twice", RefusedRows(rows => rows[1] = rows[0]));
        Assert.Contains("placed before", RefusedRows(rows => (rows[0], rows[^1]) = (rows[^1], rows[0])));
        Assert.Contains("reference twice", RefusedRows(rows => rows[4] = rows[4] with { Torsion = rows[4].Bond }));
        Assert.Contains("placed before", RefusedRows(rows => rows[2] = rows[2] with { Angle = -1 }));
        Assert.Contains("placed before", RefusedRows(rows => rows[2] = rows[2] with { Torsion = int.MaxValue }));
        Assert.Contains("placed before", RefusedRows(rows => rows[2] = rows[2] with { Bond = rows[2].Atom }));
    }

    private static string RefusedRows(Action<ZMatrixRow[]> spoil)
    {
        ZMatrixRow[] rows = [.. Narrow.Rows];
        spoil(rows);
        return Refused(() => InternalCoordinates.FromRows(Chain.Topology.AtomCount, Chain.AlphaCarbons, rows));
    }

    private static string Refused(Action build) => Assert.Throws<InvalidInputException>(build).Message;

    // Bonds between drawn atoms and to sites, against the data's extremes; draws whose triangles cannot close are counted instead.
    private static (double Error, int Failed) LargestBondError(InternalCoordinates internals)
    {
        var random = new Random(42);
        var failed = 0;
        double error = 0;
        for (var draw = 0; draw < Frames; draw++)
        {
            var xyz = Shuffled(internals, random, out var gap);
            if (gap > 0)
                failed++;
            else
                error = Math.Max(error, Chain.Topology.Bonds.Max(bond => Math.Abs(Length(xyz, bond) - Length(Frame(0), bond))));
        }

        return (error, failed);
    }

    private static float[] Shuffled(InternalCoordinates internals, Random random, out float gap)
    {
        var table = internals == Narrow ? Measured : MeasureAll(internals);
        var coordinates = new float[internals.Count];
        for (var i = 0; i < coordinates.Length; i++)
            coordinates[i] = table[random.Next(Frames)][i];
        var xyz = Sites(random.Next(Frames));
        gap = internals.Place(coordinates, xyz);
        return xyz;
    }

    private static double CircularDeviation(int coordinate)
    {
        var values = Measured.Select(coordinates => coordinates[coordinate]).ToList();
        var (cosine, sine) = (values.Average(value => Math.Cos(value)), values.Average(value => Math.Sin(value)));
        return Math.Sqrt(-2 * Math.Log(Math.Sqrt((cosine * cosine) + (sine * sine))));
    }

    private static double Length(ReadOnlySpan<float> xyz, (int A, int B) bond) => (Vector3D.Read(xyz, bond.A) - Vector3D.Read(xyz, bond.B)).Length;

    private static float[][] MeasureAll(InternalCoordinates internals) => [.. Enumerable.Range(0, Frames).Select(frame => Measure(internals, frame))];

    private static float[] Measure(InternalCoordinates internals, int frame)
    {
        var coordinates = new float[internals.Count];
        internals.FromCartesian(Frame(frame), coordinates);
        return coordinates;
    }

    private static ReadOnlySpan<float> Frame(int frame) => Data.AsSpan(frame * 3 * Chain.Topology.AtomCount, 3 * Chain.Topology.AtomCount);

    private static float[] Sites(int frame)
    {
        var xyz = new float[3 * Chain.Topology.AtomCount];
        foreach (var site in Chain.AlphaCarbons)
            Frame(frame).Slice(3 * site, 3).CopyTo(xyz.AsSpan(3 * site));
        return xyz;
    }

    private static (int, int) Pair(int a, int b) => (Math.Min(a, b), Math.Max(a, b));
}

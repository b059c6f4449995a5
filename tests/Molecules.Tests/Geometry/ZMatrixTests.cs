using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;
using TestSupport;

namespace Molecules.Tests.Geometry;

public sealed class ZMatrixTests
{
    [Fact]
    public void TheCoarseChainHasPhiAndPsiAmongItsTorsions()
    {
        // Sites C N CA CB C N are 0 to 5. C(4) hangs on CB by an improper, so phi is the torsion of CB plus a narrow one.
        ZMatrixRow[] expected =
            [new(0, -1, -1, -1), new(1, 0, -1, -1), new(2, 1, 0, -1), new(3, 2, 1, 0), new(4, 2, 1, 3), new(5, 4, 2, 1)];
        var coarse = AlanineDipeptide.Topology.Subset(AlanineDipeptide.CoarseSites);
        Assert.Equal(expected, InternalCoordinates.Build(coarse).Rows);
    }

    [Fact]
    public void AtomsBondedToASiteWithNeighborsArePlacedByImpropers()
    {
        var rows = InternalCoordinates.Build(AlanineDipeptide.Topology, AlanineDipeptide.CoarseSites).Rows.ToDictionary(row => row.Atom);
        Assert.Equal(new ZMatrixRow(1, 4, 6, 8), rows[1]);
        Assert.Equal(new ZMatrixRow(5, 4, 6, 1), rows[5]);
        Assert.Equal(new ZMatrixRow(15, 14, 8, 16), rows[15]);
        Assert.Equal(new ZMatrixRow(9, 8, 6, 10), rows[9]);
        Assert.Equal(new ZMatrixRow(11, 10, 8, 6), rows[11]);
        Assert.Equal(new ZMatrixRow(12, 10, 8, 11), rows[12]);
    }

    [Fact]
    public void HeavyAtomsComeBeforeHydrogens()
    {
        var topology = AlanineDipeptide.Topology;
        var rows = InternalCoordinates.Build(topology).Rows;
        Assert.Equal(22, rows.Count);
        Assert.All(rows.Take(10), row => Assert.False(topology.Atoms[row.Atom].Element.IsHydrogen));
        Assert.All(rows.Skip(10), row => Assert.True(topology.Atoms[row.Atom].Element.IsHydrogen));
        Assert.All(rows.Where(row => row.Bond >= 0), row => Assert.True(topology.Neighbors(row.Atom).Contains(row.Bond)));
    }

    [Fact]
    public void SitesWithoutBondsAreJoinedInSequence()
    {
        ZMatrixRow[] expected = [new(0, -1, -1, -1), new(1, 0, -1, -1), new(2, 1, 0, -1), new(3, 2, 1, 0), new(4, 3, 2, 1)];
        Assert.Equal(expected, InternalCoordinates.Build(Chain(5)).Rows);
    }

    [Fact]
    public void GivenAtomsNeedNotBeBonded()
    {
        // Only every third carbon of a chain is given: references are then the nearest given ones along the chain.
        var topology = Chain(9).WithBonds(Enumerable.Range(0, 8).Select(i => (i, i + 1)));
        var rows = InternalCoordinates.Build(topology, [1, 4, 7]).Rows;
        Assert.Equal(new ZMatrixRow(0, 1, 4, 7), rows[0]);
        Assert.Equal(new ZMatrixRow(2, 1, 0, 4), rows[1]);
        Assert.Equal(6, rows.Count);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 3)]
    [InlineData(4, 6)]
    public void SmallSystemsHaveTheCoordinatesThatTheyHave(int atoms, int count) =>
        Assert.Equal(count, InternalCoordinates.Build(Chain(atoms)).Count);

    [Fact]
    public void MoleculesMadeOfHydrogensBegin()
    {
        var builder = new TopologyBuilder();
        builder.AddResidue("H2", 1);
        builder.AddAtom("H1", Element.Hydrogen);
        builder.AddAtom("H2", Element.Hydrogen);
        builder.AddBond(0, 1);
        Assert.Equal([new ZMatrixRow(0, -1, -1, -1), new ZMatrixRow(1, 0, -1, -1)], InternalCoordinates.Build(builder.Build()).Rows);
    }

    [Fact]
    public void CoordinatesAreDescribedByAtoms()
    {
        var internals = InternalCoordinates.Build(AlanineDipeptide.Topology, AlanineDipeptide.CoarseSites);
        var first = internals.Rows.ToList().FindIndex(row => row.Atom == 9);
        Assert.Equal("bond ALA2.HA ALA2.CA", internals.Describe(3 * first, AlanineDipeptide.Topology));
        Assert.Equal("torsion ALA2.HA ALA2.CA ALA2.N ALA2.CB", internals.Describe((3 * first) + 2, AlanineDipeptide.Topology));
    }

    [Theory]
    [InlineData(new[] { 0 }, "at least three")]
    [InlineData(new[] { 0, 1, 1 }, "twice")]
    [InlineData(new[] { 0, 1, 22 }, "no atom 22")]
    [InlineData(new[] { 0, 1, -1 }, "no atom -1")]
    public void RefusesGivenAtomsThatCannotBe(int[] placed, string says)
    {
        var error = Assert.Throws<InvalidInputException>(() => InternalCoordinates.Build(AlanineDipeptide.Topology, placed));
        Assert.Contains(says, error.Message);
    }

    public static TheoryData<int, int[], ZMatrixRow[]> HostileRows => new()
    {
        { 0, [], [] },
        { -5, [], [] },
        { int.MaxValue, [], [new(0, -1, -1, -1)] },
        { 2, [], [new(0, -1, -1, -1)] },
        { 2, [], [new(0, -1, -1, -1), new(0, 0, -1, -1)] },
        { 2, [], [new(0, -1, -1, -1), new(2, 0, -1, -1)] },
        { 2, [], [new(0, -1, -1, -1), new(-1, 0, -1, -1)] },
        { 2, [], [new(0, -1, -1, -1), new(1, 1, -1, -1)] },
        { 2, [], [new(0, -1, -1, -1), new(1, -1, -1, -1)] },
        { 2, [], [new(0, -1, -1, -1), new(1, 0, 0, -1)] },
        { 2, [], [new(0, 1, -1, -1), new(1, 0, -1, -1)] },
        { 3, [], [new(0, -1, -1, -1), new(1, 0, -1, -1), new(2, 0, 0, -1)] },
        { 4, [0, 1, 2], [new(3, 0, 1, 3)] },
        { 4, [0, 1, 2], [new(3, 0, 1, 0)] },
        { 4, [0, 1, 2], [new(3, 0, 1, -1)] },
        { 4, [0, 1, 2], [new(3, 0, 1, int.MaxValue)] },
        { 4, [0, 1, 2], [new(2, 0, 1, 2)] },
        { 4, [0, 1, 1], [new(3, 0, 1, 2)] },
        { 4, [0, 1], [new(2, 0, 1, -1), new(3, 0, 1, 2)] },
        { 3, [0, 1, 2, 3], [] },
    };

    [Theory]
    [MemberData(nameof(HostileRows))]
    public void RefusesRowsThatAreNoZMatrix(int atoms, int[] placed, ZMatrixRow[] rows) =>
        Assert.Throws<InvalidInputException>(() => InternalCoordinates.FromRows(atoms, placed, rows));

    private static Topology Chain(int atoms)
    {
        var builder = new TopologyBuilder();
        builder.AddResidue("CHN", 1);
        for (var i = 0; i < atoms; i++)
            builder.AddAtom("C", Element.Carbon);
        return builder.Build();
    }
}

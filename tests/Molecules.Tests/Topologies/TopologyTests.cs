using LatentSim.Molecules;

namespace Molecules.Tests.Topologies;

public sealed class TopologyTests
{
    [Fact]
    public void BondsAreOrderedAndDistinct()
    {
        var topology = Carbons(4, (3, 1), (1, 0), (1, 3));
        Assert.Equal([(0, 1), (1, 3)], topology.Bonds);
        Assert.Equal([0, 3], topology.Neighbors(1).ToArray());
        Assert.Equal([], topology.Neighbors(2).ToArray());
    }

    [Fact]
    public void NeighborsAscend() =>
        Assert.Equal([0, 1, 3, 4], Carbons(5, (2, 4), (2, 3), (0, 2), (1, 2)).Neighbors(2).ToArray());

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 4)]
    [InlineData(-1, 1)]
    public void BondsBetweenNoAtomsAreRefused(int first, int second) =>
        Assert.Throws<ArgumentException>(() => Carbons(4, (first, second)));

    [Fact]
    public void SubsetKeepsBondsBetweenRetainedAtoms()
    {
        var (topology, _) = Systems.AlanineDipeptide();
        var subset = topology.Subset([4, 6, 8, 10, 14, 16]);
        Assert.Equal(["C", "N", "CA", "CB", "C", "N"], subset.Atoms.Select(atom => atom.Name));
        Assert.Equal([(0, 1), (1, 2), (2, 3), (2, 4), (4, 5)], subset.Bonds);
        Assert.Equal(["ACE1", "ALA2", "NME3"], subset.Residues.Select(residue => residue.ToString()));
        Assert.Equal([1, 4, 1], subset.Residues.Select(residue => residue.AtomCount));
    }

    [Theory]
    [InlineData(new[] { 1, 1 })]
    [InlineData(new[] { 2, 1 })]
    [InlineData(new[] { 22 })]
    [InlineData(new[] { -1 })]
    public void SubsetMustAscendWithinTheAtoms(int[] atoms) =>
        Assert.Throws<ArgumentException>(() => Systems.AlanineDipeptide().Topology.Subset(atoms));

    [Fact]
    public void MismatchNamesTheFirstDifference()
    {
        var (topology, _) = Systems.AlanineDipeptide();
        var (other, _) = Systems.ReadPdb(Systems.AlanineDipeptidePdb.Replace(" CB  ALA", " CX  ALA"));
        Assert.Null(topology.DescribeMismatch(Systems.AlanineDipeptide().Topology));
        Assert.Equal("atom 10 is CB (C) of ALA2 against CX (C) of ALA2", topology.DescribeMismatch(other));
        Assert.Equal("22 atoms against 2", topology.DescribeMismatch(Carbons(2)));
    }

    [Theory]
    [InlineData("h", 1, 1.008)]
    [InlineData("CL", 17, 35.45)]
    [InlineData("Fe", 26, 55.845)]
    [InlineData("D", 1, 1.008)]
    public void ElementsAreFoundBySymbol(string symbol, int number, double mass)
    {
        Assert.True(Element.TryFromSymbol(symbol, out var element));
        Assert.Equal((number, mass), (element.AtomicNumber, element.Mass));
    }

    [Fact]
    public void ElementTableHasEachNumberOnce() =>
        Assert.Equal(Enumerable.Range(1, 86), ElementTable.Rows.Select(element => element.AtomicNumber));

    private static Topology Carbons(int count, params (int, int)[] bonds)
    {
        var builder = new TopologyBuilder();
        builder.AddResidue("LIG", 1);
        for (var i = 0; i < count; i++)
            builder.AddAtom($"C{i}", Element.Carbon);
        foreach (var (first, second) in bonds)
            builder.AddBond(first, second);
        return builder.Build();
    }
}

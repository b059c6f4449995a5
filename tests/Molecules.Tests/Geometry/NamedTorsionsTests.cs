using LatentSim.Molecules;
using LatentSim.Molecules.Geometry;
using TestSupport;

namespace Molecules.Tests.Geometry;

public sealed class NamedTorsionsTests
{
    [Fact]
    public void TheDipeptideHasOnePhiOnePsiAndTwoOmegas()
    {
        var topology = AlanineDipeptide.Topology;
        Assert.Equal([new NamedTorsion("phi", 1, new TorsionAtoms(4, 6, 8, 14))], BackboneTorsions.Phi(topology));
        Assert.Equal([new NamedTorsion("psi", 1, new TorsionAtoms(6, 8, 14, 16))], BackboneTorsions.Psi(topology));
        Assert.Equal(
            [new NamedTorsion("omega", 0, new TorsionAtoms(1, 4, 6, 8)), new NamedTorsion("omega", 1, new TorsionAtoms(8, 14, 16, 18))],
            BackboneTorsions.Omega(topology));
        Assert.Equal(["omega", "phi", "psi", "omega"], BackboneTorsions.All(topology).Select(torsion => torsion.Name));
    }

    [Fact]
    public void CoarseSitesKeepPhiAndPsi()
    {
        var coarse = AlanineDipeptide.Topology.Subset(AlanineDipeptide.CoarseSites);
        Assert.Equal(new TorsionAtoms(0, 1, 2, 4), Assert.Single(BackboneTorsions.Phi(coarse)).Atoms);
        Assert.Equal(new TorsionAtoms(1, 2, 4, 5), Assert.Single(BackboneTorsions.Psi(coarse)).Atoms);
    }

    [Fact]
    public void ResiduesThatAreNotJoinedHaveNoTorsionsAcross()
    {
        var broken = AlanineDipeptide.Topology.WithBonds(AlanineDipeptide.Topology.Bonds.Where(bond => bond != (4, 6)));
        Assert.Empty(BackboneTorsions.Phi(broken));
        Assert.Single(BackboneTorsions.Psi(broken));
        Assert.Empty(BackboneTorsions.Phi(Peptide(("ALA", "A", "N CA C"), ("ALA", "B", "N CA C"))));
    }

    [Fact]
    public void WithoutBondsTheSequenceIsTrusted()
    {
        var peptide = Peptide(("ALA", "A", "N CA C"), ("GLY", "A", "N CA C"));
        Assert.Equal(new TorsionAtoms(2, 3, 4, 5), Assert.Single(BackboneTorsions.Phi(peptide)).Atoms);
        Assert.Equal(new TorsionAtoms(0, 1, 2, 3), Assert.Single(BackboneTorsions.Psi(peptide)).Atoms);
        Assert.Equal(new TorsionAtoms(1, 2, 3, 4), Assert.Single(BackboneTorsions.Omega(peptide)).Atoms);
    }

    [Theory]
    [InlineData("ALA", "N CA C O CB", 0)]
    [InlineData("GLY", "N CA C O", 0)]
    [InlineData("ARG", "N CA C O CB CG CD NE CZ NH1 NH2", 5)]
    [InlineData("ASN", "N CA C O CB CG OD1 ND2", 2)]
    [InlineData("ASP", "N CA C O CB CG OD1 OD2", 2)]
    [InlineData("CYS", "N CA C O CB SG", 1)]
    [InlineData("GLN", "N CA C O CB CG CD OE1 NE2", 3)]
    [InlineData("GLU", "N CA C O CB CG CD OE1 OE2", 3)]
    [InlineData("HIS", "N CA C O CB CG ND1 CD2 CE1 NE2", 2)]
    [InlineData("HID", "N CA C O CB CG ND1 CD2 CE1 NE2", 2)]
    [InlineData("ILE", "N CA C O CB CG1 CG2 CD1", 2)]
    [InlineData("ILE", "N CA C O CB CG1 CG2 CD", 2)]
    [InlineData("LEU", "N CA C O CB CG CD1 CD2", 2)]
    [InlineData("LYS", "N CA C O CB CG CD CE NZ", 4)]
    [InlineData("MET", "N CA C O CB CG SD CE", 3)]
    [InlineData("PHE", "N CA C O CB CG CD1 CD2 CE1 CE2 CZ", 2)]
    [InlineData("PRO", "N CA C O CB CG CD", 2)]
    [InlineData("SER", "N CA C O CB OG", 1)]
    [InlineData("THR", "N CA C O CB OG1 CG2", 1)]
    [InlineData("TRP", "N CA C O CB CG CD1 CD2 NE1 CE2", 2)]
    [InlineData("TYR", "N CA C O CB CG CD1 CD2 CE1 CE2 CZ OH", 2)]
    [InlineData("VAL", "N CA C O CB CG1 CG2", 1)]
    [InlineData("ARG", "N CA C O CB CG CD", 2)]
    [InlineData("LIG", "N CA C O CB CG CD", 0)]
    public void SideChainsHaveTheTorsionsOfTheirResidue(string residue, string atoms, int count)
    {
        var torsions = SideChainTorsions.All(Peptide((residue, "A", atoms)));
        Assert.Equal(Enumerable.Range(1, count).Select(i => $"chi{i}"), torsions.Select(torsion => torsion.Name));
    }

    [Fact]
    public void ChiOfIsoleucineFollowsTheFirstBranch()
    {
        var torsions = SideChainTorsions.All(Peptide(("ILE", "A", "N CA C O CB CG1 CG2 CD1")));
        Assert.Equal([new TorsionAtoms(0, 1, 4, 5), new TorsionAtoms(1, 4, 5, 7)], torsions.Select(torsion => torsion.Atoms));
    }

    private static Topology Peptide(params (string Name, string Chain, string Atoms)[] residues)
    {
        var builder = new TopologyBuilder();
        foreach (var (name, chain, atoms) in residues)
        {
            builder.AddResidue(name, 1, chain);
            foreach (var atom in atoms.Split(' '))
                builder.AddAtom(atom, Element.FromSymbol(atom[..1]));
        }

        return builder.Build();
    }
}

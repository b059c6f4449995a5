using LatentSim.Molecules;

namespace Molecules.Tests.Topologies;

public sealed class BondInferenceTests
{
    [Fact]
    public void CappedAlanineHasItsTwentyOneBonds()
    {
        var (topology, _) = Systems.AlanineDipeptide();
        (int, int)[] expected =
        [
            (0, 1), (1, 2), (1, 3), (1, 4), (4, 5), (4, 6), (6, 7), (6, 8), (8, 9), (8, 10), (8, 14),
            (10, 11), (10, 12), (10, 13), (14, 15), (14, 16), (16, 17), (16, 18), (18, 19), (18, 20), (18, 21),
        ];
        Assert.Equal(expected, topology.Bonds);
    }

    [Fact]
    public void NamesDecideWherePositionsMislead()
    {
        // All atoms in one place: distances would bond everything to everything.
        var (topology, frame) = Systems.AlanineDipeptide();
        var inferred = topology.WithBonds([]).InferBonds(new float[frame.Positions.Length]);
        Assert.Equal(topology.Bonds, inferred.Bonds);
    }

    [Fact]
    public void GapInTheChainIsNotBonded()
    {
        var (topology, frame) = Systems.AlanineDipeptide();
        for (var atom = 6; atom < 22; atom++)
            frame.Positions[3 * atom] += 0.3f;
        Assert.DoesNotContain((4, 6), topology.WithBonds([]).InferBonds(frame.Positions).Bonds);
    }

    // Heavy-atom bonds and hydrogens of each residue as the PDB's chemical component dictionary has them, within the residue in a chain.
    [Theory]
    [InlineData("ARG", "N CA C O CB CG CD NE CZ NH1 NH2 H HA HB2 HB3 HG2 HG3 HD2 HD3 HE HH11 HH12 HH21 HH22", "HE-NE HH11-NH1 HH12-NH1 HH21-NH2 HH22-NH2 HD3-CD")]
    [InlineData("ASN", "N CA C O CB CG OD1 ND2 H HA HB2 HB3 HD21 HD22", "HD21-ND2 HD22-ND2")]
    [InlineData("ASP", "N CA C O CB CG OD1 OD2 H HA HB2 HB3 HD2", "HD2-OD2")]
    [InlineData("CYS", "N CA C O CB SG H HA HB2 HB3 HG", "HG-SG")]
    [InlineData("GLN", "N CA C O CB CG CD OE1 NE2 H HA HB2 HB3 HG2 HG3 HE21 HE22", "HE21-NE2 HE22-NE2 HG2-CG")]
    [InlineData("GLU", "N CA C O CB CG CD OE1 OE2 H HA HB2 HB3 HG2 HG3 HE2", "HE2-OE2 HG3-CG")]
    [InlineData("GLY", "N CA C O H HA2 HA3", "HA2-CA HA3-CA H-N")]
    [InlineData("HIS", "N CA C O CB CG ND1 CD2 CE1 NE2 H HA HB2 HB3 HD1 HD2 HE1 HE2", "HD1-ND1 HD2-CD2 HE1-CE1 HE2-NE2", 1)]
    [InlineData("ILE", "N CA C O CB CG1 CG2 CD1 H HA HB HG12 HG13 HG21 HG22 HG23 HD11 HD12 HD13", "HB-CB HG12-CG1 HG21-CG2 HD13-CD1")]
    [InlineData("ILE", "N CA C O CB CG1 CG2 CD H HA HB HG11 HG12 HG21 HG22 HG23 HD1 HD2 HD3", "HG11-CG1 HD1-CD HD3-CD")]
    [InlineData("LEU", "N CA C O CB CG CD1 CD2 H HA HB2 HB3 HG HD11 HD12 HD13 HD21 HD22 HD23", "HG-CG HD11-CD1 HD23-CD2")]
    [InlineData("LYS", "N CA C O CB CG CD CE NZ H HA HB2 HB3 HG2 HG3 HD2 HD3 HE2 HE3 HZ1 HZ2 HZ3", "HZ1-NZ HZ3-NZ HE2-CE")]
    [InlineData("MET", "N CA C O CB CG SD CE H HA HB2 HB3 HG2 HG3 HE1 HE2 HE3", "HE1-CE HE3-CE")]
    [InlineData("PHE", "N CA C O CB CG CD1 CD2 CE1 CE2 CZ H HA HB2 HB3 HD1 HD2 HE1 HE2 HZ", "HZ-CZ HD2-CD2 HE1-CE1", 1)]
    [InlineData("PRO", "N CA C O CB CG CD HA HB2 HB3 HG2 HG3 HD2 HD3", "HD2-CD HD3-CD", 1)]
    [InlineData("SER", "N CA C O CB OG H HA HB2 HB3 HG", "HG-OG")]
    [InlineData("THR", "N CA C O CB OG1 CG2 H HA HB HG1 HG21 HG22 HG23", "HG1-OG1 HG21-CG2 HB-CB")]
    [InlineData("TRP", "N CA C O CB CG CD1 CD2 NE1 CE2 CE3 CZ2 CZ3 CH2 H HA HB2 HB3 HD1 HE1 HE3 HZ2 HZ3 HH2", "HD1-CD1 HE1-NE1 HE3-CE3 HZ2-CZ2 HZ3-CZ3 HH2-CH2", 2)]
    [InlineData("TYR", "N CA C O CB CG CD1 CD2 CE1 CE2 CZ OH H HA HB2 HB3 HD1 HD2 HE1 HE2 HH", "HH-OH", 1)]
    [InlineData("VAL", "N CA C O CB CG1 CG2 H HA HB HG11 HG12 HG13 HG21 HG22 HG23", "HB-CB HG11-CG1 HG23-CG2")]
    [InlineData("ALA", "N CA C O CB OXT H1 H2 H3 HA HB1 HB2 HB3 HXT", "H1-N H2-N H3-N HXT-OXT HB1-CB")]
    [InlineData("ALA", "N CA C O CB H HA 1HB 2HB 3HB", "1HB-CB 3HB-CB")]
    [InlineData("ACE", "C O CH3 H1 H2 H3", "H1-CH3 H3-CH3")]
    [InlineData("NME", "N C H H1 H2 H3", "H-N H1-C H3-C")]
    [InlineData("NH2", "N HN1 HN2", "HN1-N HN2-N")]
    [InlineData("SOL", "OW HW1 HW2", "HW1-OW HW2-OW")]
    public void ResiduesAreWholeAndHydrogensSitOnTheRightAtom(string residue, string atoms, string expected, int rings = 0)
    {
        var names = atoms.Split(' ');
        var builder = new TopologyBuilder();
        builder.AddResidue(residue, 1);
        foreach (var name in names)
            builder.AddAtom(name, Element.FromSymbol(name.TrimStart('1', '2', '3')[..1]));
        var positions = new float[3 * names.Length];
        var topology = builder.Build().InferBonds(positions);
        var bonds = topology.Bonds.SelectMany(bond => new[] { $"{names[bond.Item1]}-{names[bond.Item2]}", $"{names[bond.Item2]}-{names[bond.Item1]}" });
        Assert.Empty(expected.Split(' ').Except(bonds));
        Assert.Equal(names.Length - 1 + rings, topology.Bonds.Count);
        Assert.Equal(names.Length, Reachable(topology));
        Assert.All(topology.Atoms.Where(atom => atom.Element.IsHydrogen), atom => Assert.Equal(1, topology.Neighbors(atom.Index).Length));
    }

    [Fact]
    public void UnknownMoleculeIsBondedByDistance()
    {
        // Methanol: C, O, HO, 3 H.
        float[] positions = [0, 0, 0, 0.143f, 0, 0, 0.175f, 0.09f, 0, -0.036f, 0.103f, 0, -0.036f, -0.05f, 0.089f, -0.036f, -0.05f, -0.089f];
        var builder = new TopologyBuilder();
        builder.AddResidue("MOH", 1);
        foreach (var symbol in new[] { "C", "O", "H", "H", "H", "H" })
            builder.AddAtom(symbol, Element.FromSymbol(symbol));
        Assert.Equal([(0, 1), (0, 3), (0, 4), (0, 5), (1, 2)], builder.Build().InferBonds(positions).Bonds);
    }

    [Fact]
    public void IonsAndCoarseSitesAreNotBonded()
    {
        var builder = new TopologyBuilder();
        foreach (var (residue, element) in new[] { ("NA", "Na"), ("CL", "Cl"), ("BEA", "X"), ("BEA", "X"), ("ALA", "C"), ("ALA", "C") })
        {
            builder.AddResidue(residue, 1);
            builder.AddAtom("CA", Element.FromSymbol(element));
        }

        float[] positions = [0, 0, 0, 0.2f, 0, 0, 0.4f, 0, 0, 0.5f, 0, 0, 1, 0, 0, 1.38f, 0, 0];
        Assert.Empty(builder.Build().InferBonds(positions).Bonds);
    }

    private static int Reachable(Topology topology)
    {
        var seen = new HashSet<int> { 0 };
        var open = new Stack<int>([0]);
        while (open.TryPop(out var atom))
            foreach (var neighbor in topology.Neighbors(atom))
                if (seen.Add(neighbor))
                    open.Push(neighbor);
        return seen.Count;
    }
}

using System.Text.Json.Nodes;
using LatentSim.Molecules;

namespace Interop.Tests;

/// <summary>Topologies and selections agree with MDTraj's.</summary>
[Collection(OtherProgramsCollection.Name)]
public sealed class TopologyInteropTests(OtherPrograms programs)
{
    private static readonly string[] Selections =
    [
        "all", "none", "name CA", "name CA CB", "name CA and resname ALA", "backbone", "sidechain", "protein", "water", "not protein",
        "index 4 to 9", "resid 0 to 1", "resid 0 2", "resSeq 2", "residue 3 to 5", "resSeq > 2", "index < 5 or index >= 30", "mass > 13", "mass 14 to 17",
        "element O", "type N C", "symbol != H", "n_bonds 4", "n_bonds == 1 and not element H", "resname ALA TRP and (name N or name CB)",
        "!(backbone or sidechain)", "name =~ 'H.*'", "(name =~ 'C[AB]') && resid 1", "resn HOH and name O", "(name eq CA) or (name eq N) and resid 2",
        "not name CA and not name CB", "(index ge 10) and (index lt 12)",
    ];

    [Fact]
    public void MdtrajSeesOurAtomsAndBonds()
    {
        var (path, topology) = PeptideFile();
        var theirs = programs.Python(new JsonObject { ["do"] = "topology", ["file"] = path });
        Assert.Equal(Texts(theirs["names"]), topology.Atoms.Select(atom => atom.Name));
        Assert.Equal(Texts(theirs["elements"]), topology.Atoms.Select(atom => atom.Element.Symbol));
        Assert.Equal(Texts(theirs["residues"]), topology.Atoms.Select(atom => topology.ResidueOf(atom.Index).ToString()));
        Assert.Equal(theirs["bonds"]!.AsArray().Select(bond => ((int)bond![0]!, (int)bond[1]!)).Distinct().Order(), topology.Bonds);
    }

    [Fact]
    public void SelectionsAreMdtrajs()
    {
        var (path, topology) = PeptideFile();
        // MDTraj counts bonds twice that it knows from both the residue and a CONECT record.
        File.WriteAllLines(path, File.ReadLines(path).Where(line => !line.StartsWith("CONECT")).ToArray());
        var texts = new JsonArray([.. Selections.Select(text => JsonValue.Create(text))]);
        var theirs = programs.Python(new JsonObject { ["do"] = "select", ["file"] = path, ["texts"] = texts })["atoms"]!.AsArray();
        for (var i = 0; i < Selections.Length; i++)
        {
            var expected = theirs[i]!.AsArray().Select(atom => (int)atom!);
            Assert.True(expected.SequenceEqual(AtomSelection.Select(topology, Selections[i])), $"\"{Selections[i]}\" selects other atoms.");
        }
    }

    [Fact]
    public void MdtrajReadsMoreThan99999AtomsOfOurs()
    {
        const int waters = 33_500;
        var builder = new TopologyBuilder();
        for (var i = 0; i < waters; i++)
        {
            builder.AddResidue("HOH", i % 9999 + 1, "W");
            builder.AddAtom("O", Element.Oxygen);
            builder.AddAtom("H1", Element.Hydrogen);
            builder.AddAtom("H2", Element.Hydrogen);
        }

        var frame = PlainTrajectory.Random(3 * waters, 1, box: false)[0];
        var path = programs.NewFile("pdb");
        PdbFile.Write(path, builder.Build(), frame.Positions);
        var plain = programs.NewFile("bin");
        programs.Python(new JsonObject { ["do"] = "read mdtraj", ["file"] = path, ["out"] = plain });
        PlainTrajectory.AssertSame([frame], PlainTrajectory.Read(plain), 0.000051, times: false);
    }

    /// <summary>ACE-ALA-TRP-NME and a water as a PDB file of ours, and its topology as we read it back.</summary>
    private (string Path, Topology Topology) PeptideFile()
    {
        var builder = new TopologyBuilder();
        Add("ACE", 1, "H1 CH3 H2 H3 C O");
        Add("ALA", 2, "N H CA HA CB HB1 HB2 HB3 C O");
        Add("TRP", 3, "N H CA HA CB HB2 HB3 CG CD1 HD1 NE1 HE1 CE2 CZ2 HZ2 CH2 HH2 CZ3 HZ3 CE3 HE3 CD2 C O");
        Add("NME", 4, "N H C H1 H2 H3");
        Add("HOH", 5, "O H1 H2");
        // Every atom in its own place on a line, peptide bonds short enough: names must suffice.
        var positions = new float[3 * builder.AtomCount];
        for (var i = 0; i < builder.AtomCount; i++)
            positions[3 * i] = 0.01f * i;
        var path = programs.NewFile("pdb");
        PdbFile.Write(path, builder.Build().InferBonds(positions), positions);
        return (path, PdbFile.ReadTopology(path));

        void Add(string residue, int number, string atoms)
        {
            builder.AddResidue(residue, number, "A");
            foreach (var name in atoms.Split(' '))
                builder.AddAtom(name, Element.FromSymbol(name[..1]));
        }
    }

    private static IEnumerable<string> Texts(JsonNode? array) => array!.AsArray().Select(text => (string)text!);
}

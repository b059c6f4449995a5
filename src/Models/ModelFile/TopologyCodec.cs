using LatentSim.Molecules;

namespace LatentSim.Models.ModelFile;

/// <summary>Topologies in a model file.</summary>
internal static class TopologyCodec
{
    public static void Write(ref PayloadWriter writer, Topology topology)
    {
        writer.Map(2);
        writer.Key("residues");
        writer.Array(topology.Residues.Count);
        foreach (Residue residue in topology.Residues)
            WriteResidue(ref writer, topology, residue);

        writer.Key("bonds");
        writer.Integers([.. topology.Bonds.SelectMany(bond => new[] { bond.Item1, bond.Item2 })]);
    }

    public static Topology Read(ref PayloadReader reader)
    {
        TopologyBuilder builder = new();
        reader.Map(2);
        reader.Enter("residues");
        int residues = reader.Array();
        for (int i = 0; i < residues; i++)
        {
            reader.EnterElement(i);
            ReadResidue(ref reader, builder);
            reader.Leave();
        }

        reader.Leave();
        reader.Enter("bonds");
        Topology topology = ReadBonds(ref reader, builder);
        reader.Leave();
        return topology;
    }

    private static void WriteResidue(ref PayloadWriter writer, Topology topology, Residue residue)
    {
        writer.Map(5);
        writer.Key("name");
        writer.Value(residue.Name);
        writer.Key("number");
        writer.Value(residue.SequenceNumber);
        writer.Key("chain");
        writer.Value(residue.ChainId);
        writer.Key("insertion");
        writer.Value((int)residue.InsertionCode);
        writer.Key("atoms");
        writer.Array(2 * residue.AtomCount);
        foreach (int atom in residue.AtomIndices)
        {
            writer.Value(topology.Atoms[atom].Name);
            writer.Value(topology.Atoms[atom].Element.Symbol);
        }
    }

    private static void ReadResidue(ref PayloadReader reader, TopologyBuilder builder)
    {
        reader.Map(5);
        reader.Enter("name");
        string name = reader.Text();
        reader.Leave();
        reader.Enter("number");
        int number = reader.Integer();
        reader.Leave();
        reader.Enter("chain");
        string chain = reader.Text();
        reader.Leave();
        reader.Enter("insertion");
        int insertion = reader.Integer();
        if (insertion is < char.MinValue or > char.MaxValue)
            throw reader.Invalid($"{insertion}, expected a character");
        reader.Leave();

        builder.AddResidue(name, number, chain, (char)insertion);
        reader.Enter("atoms");
        int count = reader.Array();
        if (count % 2 != 0)
            throw reader.Invalid($"{count} strings, expected a name and an element for each atom");
        for (int i = 0; i < count; i += 2)
            ReadAtom(ref reader, builder);
        reader.Leave();
    }

    private static void ReadAtom(ref PayloadReader reader, TopologyBuilder builder)
    {
        string name = reader.Text();
        string symbol = reader.Text();
        if (!Element.TryFromSymbol(symbol, out Element? element))
            throw reader.Invalid("an element that does not exist");
        builder.AddAtom(name, element);
    }

    private static Topology ReadBonds(ref PayloadReader reader, TopologyBuilder builder)
    {
        int[] bonds = reader.Integers();
        if (bonds.Length % 2 != 0)
            throw reader.Invalid($"{bonds.Length} indices, expected pairs of atoms");
        for (int i = 0; i < bonds.Length; i += 2)
            builder.AddBond(bonds[i], bonds[i + 1]);

        try
        {
            return builder.Build();
        }
        catch (ArgumentException error)
        {
            throw reader.Invalid(error.Message);
        }
    }
}

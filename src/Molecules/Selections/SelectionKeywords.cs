using System.Collections.Frozen;
using System.Collections.Immutable;

namespace LatentSim.Molecules;

/// <summary>The words of the selection language, in upper or lower case.</summary>
internal static class SelectionKeywords
{
    private static readonly ImmutableArray<string> BackboneNames = ["N", "CA", "C", "O"];
    private static readonly ImmutableArray<string> NoSideChainNames = ["N", "CA", "C", "O", "HA", "H"];

    /// <summary>Words that select by themselves.</summary>
    internal static FrozenDictionary<string, AtomTest> Flags { get; } = Table<AtomTest>(
        ("all everything", (_, _) => true),
        ("none nothing", (_, _) => false),
        ("protein is_protein", IsProtein),
        ("water waters is_water", (topology, atom) => StandardResidues.IsWater(topology.ResidueOf(atom).Name)),
        ("backbone is_backbone", (topology, atom) => IsProtein(topology, atom) && BackboneNames.Contains(topology.Atoms[atom].Name)),
        ("sidechain is_sidechain", (topology, atom) => IsProtein(topology, atom) && !NoSideChainNames.Contains(topology.Atoms[atom].Name)),
        ("hydrogen hydrogens", (topology, atom) => topology.Atoms[atom].Element.IsHydrogen),
        ("heavy noh", (topology, atom) => !topology.Atoms[atom].Element.IsHydrogen));

    /// <summary>Words that need a value.</summary>
    internal static FrozenDictionary<string, SelectionField> Fields { get; } = Table(
        Text("name", (topology, atom) => topology.Atoms[atom].Name),
        Text("element type symbol", (topology, atom) => topology.Atoms[atom].Element.Symbol),
        Text("resname resn", (topology, atom) => topology.ResidueOf(atom).Name),
        Text("chain", (topology, atom) => topology.ResidueOf(atom).ChainId),
        Number("index", (_, atom) => atom),
        Number("resid resi", (topology, atom) => topology.Atoms[atom].ResidueIndex),
        Number("resSeq residue", (topology, atom) => topology.ResidueOf(atom).SequenceNumber),
        Number("mass", (topology, atom) => topology.Atoms[atom].Element.Mass),
        Number("n_bonds", (topology, atom) => topology.Neighbors(atom).Length));

    /// <summary>All words that may begin a condition.</summary>
    internal static IEnumerable<string> All => [.. Fields.Keys, .. Flags.Keys, "not"];

    internal static bool IsKeyword(string word) => Flags.ContainsKey(word) || Fields.ContainsKey(word);

    private static bool IsProtein(Topology topology, int atom)
    {
        var residue = topology.ResidueOf(atom).Name;
        return StandardResidues.IsAminoAcid(residue) || StandardResidues.IsCap(residue);
    }

    private static (string, SelectionField) Text(string words, Func<Topology, int, string> value) =>
        (words, new SelectionField(words.Split(' ')[0], value, null));

    private static (string, SelectionField) Number(string words, Func<Topology, int, double> value) =>
        (words, new SelectionField(words.Split(' ')[0], null, value));

    private static FrozenDictionary<string, T> Table<T>(params (string Words, T Value)[] rows) =>
        rows.SelectMany(row => row.Words.Split(' ').Select(word => KeyValuePair.Create(word, row.Value)))
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}

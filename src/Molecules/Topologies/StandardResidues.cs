using System.Collections.Frozen;

namespace LatentSim.Molecules;

/// <summary>The residues whose bonds follow from their atoms' names: the twenty amino acids with their usual variants, caps, and water.</summary>
internal static class StandardResidues
{
    private static readonly string[] Backbone = ["N-CA", "CA-C", "C-O", "C-OXT", "C-OT1", "C-OT2", "C-O1", "C-O2"];

    private static readonly FrozenDictionary<string, string[]> SideChains = new Dictionary<string, string>
    {
        ["ALA"] = "CA-CB",
        ["ARG"] = "CA-CB CB-CG CG-CD CD-NE NE-CZ CZ-NH1 CZ-NH2",
        ["ASN"] = "CA-CB CB-CG CG-OD1 CG-ND2",
        ["ASP"] = "CA-CB CB-CG CG-OD1 CG-OD2",
        ["CYS"] = "CA-CB CB-SG",
        ["GLN"] = "CA-CB CB-CG CG-CD CD-OE1 CD-NE2",
        ["GLU"] = "CA-CB CB-CG CG-CD CD-OE1 CD-OE2",
        ["GLY"] = "",
        ["HIS"] = "CA-CB CB-CG CG-ND1 ND1-CE1 CE1-NE2 NE2-CD2 CD2-CG",
        ["ILE"] = "CA-CB CB-CG1 CB-CG2 CG1-CD1 CG1-CD",
        ["LEU"] = "CA-CB CB-CG CG-CD1 CG-CD2",
        ["LYS"] = "CA-CB CB-CG CG-CD CD-CE CE-NZ",
        ["MET"] = "CA-CB CB-CG CG-SD SD-CE",
        ["MSE"] = "CA-CB CB-CG CG-SE SE-CE",
        ["NLE"] = "CA-CB CB-CG CG-CD CD-CE",
        ["PHE"] = "CA-CB CB-CG CG-CD1 CD1-CE1 CE1-CZ CZ-CE2 CE2-CD2 CD2-CG",
        ["PRO"] = "CA-CB CB-CG CG-CD CD-N",
        ["SER"] = "CA-CB CB-OG",
        ["THR"] = "CA-CB CB-OG1 CB-CG2",
        ["TRP"] = "CA-CB CB-CG CG-CD1 CD1-NE1 NE1-CE2 CE2-CD2 CD2-CG CE2-CZ2 CZ2-CH2 CH2-CZ3 CZ3-CE3 CE3-CD2",
        ["TYR"] = "CA-CB CB-CG CG-CD1 CD1-CE1 CE1-CZ CZ-CE2 CE2-CD2 CD2-CG CZ-OH",
        ["VAL"] = "CA-CB CB-CG1 CB-CG2",
    }.ToFrozenDictionary(entry => entry.Key, entry => (string[])[.. Backbone, .. entry.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

    private static readonly FrozenDictionary<string, string[]> Caps = new Dictionary<string, string[]>
    {
        ["ACE"] = ["CH3-C", "C-O"],
        ["NME"] = ["N-CH3", "N-C"],
        ["NH2"] = [],
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Variants = new Dictionary<string, string>
    {
        ["HID"] = "HIS", ["HIE"] = "HIS", ["HIP"] = "HIS", ["HSD"] = "HIS", ["HSE"] = "HIS", ["HSP"] = "HIS",
        ["CYX"] = "CYS", ["CYM"] = "CYS", ["ASH"] = "ASP", ["GLH"] = "GLU", ["LYN"] = "LYS", ["LYP"] = "LYS",
        ["NMA"] = "NME", ["NHE"] = "NH2",
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> Waters =
        new[] { "HOH", "H2O", "HHO", "OHH", "WAT", "SOL", "TIP", "TIP2", "TIP3", "TIP4", "TP3", "SPC", "DOD" }.ToFrozenSet();

    internal static bool IsWater(string residueName) => Waters.Contains(residueName);

    internal static bool IsAminoAcid(string residueName) => SideChains.ContainsKey(Canonical(residueName));

    internal static bool IsCap(string residueName) => Caps.ContainsKey(Canonical(residueName));

    internal static bool Contains(string residueName) => IsAminoAcid(residueName) || IsCap(residueName) || IsWater(residueName);

    /// <summary>Bonds between heavy atoms, as "CA-CB"; atoms that a residue lacks are to be skipped.</summary>
    internal static IReadOnlyList<string> HeavyBonds(string residueName)
    {
        var canonical = Canonical(residueName);
        if (SideChains.TryGetValue(canonical, out var bonds) || Caps.TryGetValue(canonical, out bonds))
            return bonds;
        return [];
    }

    private static string Canonical(string residueName) => Variants.GetValueOrDefault(residueName, residueName);
}

namespace LatentSim.Engine.Backmapping;

/// <summary>Names that programs give to forms of one residue, which have the same backbone and nearly the same side chain.</summary>
internal static class ResidueAlias
{
    private static readonly Dictionary<string, string> Plain = new()
    {
        ["HID"] = "HIS", ["HIE"] = "HIS", ["HIP"] = "HIS", ["HSD"] = "HIS", ["HSE"] = "HIS", ["HSP"] = "HIS",
        ["CYX"] = "CYS", ["CYM"] = "CYS", ["CYS2"] = "CYS", ["ASH"] = "ASP", ["GLH"] = "GLU", ["LYN"] = "LYS", ["NAC"] = "NME", ["NMA"] = "NME",
    };

    /// <summary>Whether two names are of one residue.</summary>
    public static bool AreSame(string first, string second) => Of(first) == Of(second);

    private static string Of(string name) => Plain.GetValueOrDefault(name, name);
}

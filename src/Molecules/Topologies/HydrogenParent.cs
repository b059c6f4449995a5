namespace LatentSim.Molecules;

/// <summary>Finds the heavy atom that carries a hydrogen of a standard residue, by the rule its names follow:
/// a hydrogen's name is H, the parent's name without its element, and a number (HG21 on CG2, HE on NE).</summary>
internal static class HydrogenParent
{
    internal static int? Find(Topology topology, Residue residue, int hydrogen)
    {
        // Old files put the number first: 1HB.
        var name = topology.Atoms[hydrogen].Name.TrimStart('1', '2', '3');
        var locant = name.Length > 0 ? name[1..] : "";
        if (StandardResidues.IsWater(residue.Name))
            return FirstHeavy(topology, residue);
        if (locant.Length > 0 && LongestMatch(topology, residue, locant) is { } parent)
            return parent;
        if (IsNumbered(locant) && Methyl(topology, residue) is { } methyl)
            return methyl;
        return Named(topology, residue, "N");
    }

    private static int? LongestMatch(Topology topology, Residue residue, string locant)
    {
        int? best = null;
        var bestLength = 0;
        foreach (var atom in residue.AtomIndices)
        {
            var candidate = topology.Atoms[atom];
            if (candidate.Element.IsHydrogen || candidate.Name.Length <= candidate.Element.Symbol.Length)
                continue;
            var suffix = candidate.Name[candidate.Element.Symbol.Length..];
            if (suffix.Length <= bestLength || !locant.StartsWith(suffix, StringComparison.Ordinal))
                continue;
            best = atom;
            bestLength = suffix.Length;
        }

        return best;
    }

    // H1, H2, H3 of a cap are on its methyl group (CH3 in ACE, CH3 or C in NME); in an amino acid they are on N.
    private static int? Methyl(Topology topology, Residue residue)
    {
        if (!StandardResidues.IsCap(residue.Name))
            return null;
        return Named(topology, residue, "CH3") ?? (Named(topology, residue, "N") is null ? null : Named(topology, residue, "C"));
    }

    private static bool IsNumbered(string locant) => locant is "1" or "2" or "3";

    private static int? Named(Topology topology, Residue residue, string name)
    {
        foreach (var atom in residue.AtomIndices)
            if (topology.Atoms[atom].Name == name)
                return atom;
        return null;
    }

    private static int? FirstHeavy(Topology topology, Residue residue)
    {
        foreach (var atom in residue.AtomIndices)
            if (topology.Atoms[atom].Element.AtomicNumber == 8)
                return atom;
        return null;
    }
}

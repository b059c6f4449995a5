namespace LatentSim.Molecules;

/// <summary>Finds the bonds of a topology from what is known about standard residues, and from distances for the rest.</summary>
internal static class BondInference
{
    // A peptide bond is 0.133 nm long; residues on either side of a gap in the chain are at least 0.25 nm apart.
    private const float LongestPeptideBond = 0.2f;

    internal static IReadOnlyCollection<(int, int)> AllBonds(Topology topology, ReadOnlySpan<float> positions)
    {
        if (positions.Length != 3 * topology.AtomCount)
            throw new ArgumentException($"Expected {3 * topology.AtomCount} coordinates, got {positions.Length}.", nameof(positions));
        var bonds = new HashSet<(int, int)>(topology.Bonds);
        foreach (var residue in topology.Residues)
            AddResidueBonds(topology, residue, bonds);
        for (var i = 1; i < topology.Residues.Count; i++)
            AddPeptideBond(topology, i, positions, bonds);
        DistanceBonds.AddForUnbonded(topology, positions, bonds);
        return bonds;
    }

    internal static float Distance(ReadOnlySpan<float> positions, int first, int second)
    {
        var x = positions[3 * first] - positions[3 * second];
        var y = positions[3 * first + 1] - positions[3 * second + 1];
        var z = positions[3 * first + 2] - positions[3 * second + 2];
        return MathF.Sqrt(x * x + y * y + z * z);
    }

    private static void AddResidueBonds(Topology topology, Residue residue, HashSet<(int, int)> bonds)
    {
        if (!StandardResidues.Contains(residue.Name))
            return;
        var byName = new Dictionary<string, int>();
        foreach (var atom in residue.AtomIndices)
            byName.TryAdd(topology.Atoms[atom].Name, atom);
        foreach (var bond in StandardResidues.HeavyBonds(residue.Name))
        {
            var ends = bond.Split('-');
            if (byName.TryGetValue(ends[0], out var first) && byName.TryGetValue(ends[1], out var second))
                bonds.Add((Math.Min(first, second), Math.Max(first, second)));
        }

        foreach (var atom in residue.AtomIndices)
            if (topology.Atoms[atom].Element.IsHydrogen && HydrogenParent.Find(topology, residue, atom) is { } parent)
                bonds.Add((Math.Min(atom, parent), Math.Max(atom, parent)));
    }

    private static void AddPeptideBond(Topology topology, int residue, ReadOnlySpan<float> positions, HashSet<(int, int)> bonds)
    {
        var before = topology.Residues[residue - 1];
        var after = topology.Residues[residue];
        if (before.ChainId != after.ChainId || !IsPeptide(before.Name) || !IsPeptide(after.Name))
            return;
        var carbon = Find(topology, before, "C");
        var nitrogen = Find(topology, after, "N");
        if (carbon is { } c && nitrogen is { } n && Distance(positions, c, n) < LongestPeptideBond)
            bonds.Add((c, n));
    }

    private static bool IsPeptide(string residueName) => StandardResidues.IsAminoAcid(residueName) || StandardResidues.IsCap(residueName);

    private static int? Find(Topology topology, Residue residue, string name)
    {
        foreach (var atom in residue.AtomIndices)
            if (topology.Atoms[atom].Name == name)
                return atom;
        return null;
    }
}

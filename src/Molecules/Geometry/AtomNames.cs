namespace LatentSim.Molecules.Geometry;

/// <summary>Finds atoms of a residue by name.</summary>
internal static class AtomNames
{
    /// <summary>Index of the residue's atom with this name, or with the first of its alternatives ("CD1|CD") that is there; -1 when there
    /// is none.</summary>
    internal static int Find(Topology topology, Residue residue, string name)
    {
        foreach (var alternative in name.Split('|'))
            foreach (var atom in residue.AtomIndices)
                if (topology.Atoms[atom].Name == alternative)
                    return atom;
        return -1;
    }

    /// <summary>Finds all of these names, each perhaps with alternatives.</summary>
    internal static bool TryFind(Topology topology, Residue residue, ReadOnlySpan<string> names, out int[] atoms)
    {
        atoms = new int[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            atoms[i] = Find(topology, residue, names[i]);
            if (atoms[i] < 0)
                return false;
        }

        return true;
    }
}

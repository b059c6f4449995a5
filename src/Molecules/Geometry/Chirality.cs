namespace LatentSim.Molecules.Geometry;

/// <summary>The handedness of atoms with four neighbours.</summary>
public static class Chirality
{
    /// <summary>The chiral volume (a - centre) . ((b - centre) x (c - centre)), nm^3: its sign is the handedness.</summary>
    /// <param name="xyz">float[atom, 3], nm.</param>
    /// <param name="center">The atom and its neighbours.</param>
    public static double SignedVolume(ReadOnlySpan<float> xyz, ChiralCenter center)
    {
        var origin = Vector3D.Read(xyz, center.Center);
        var a = Vector3D.Read(xyz, center.A) - origin;
        var b = Vector3D.Read(xyz, center.B) - origin;
        var c = Vector3D.Read(xyz, center.C) - origin;
        return Vector3D.Dot(a, Vector3D.Cross(b, c));
    }

    /// <summary>The alpha carbons that have N, C and CB, in that order of neighbours: the signed volume of an L amino acid is
    /// positive.</summary>
    public static IReadOnlyList<ChiralCenter> AlphaCarbons(Topology topology)
    {
        var centers = new List<ChiralCenter>();
        foreach (var residue in topology.Residues)
            if (AtomNames.TryFind(topology, residue, ["CA", "N", "C", "CB"], out var atoms))
                centers.Add(new ChiralCenter(atoms[0], atoms[1], atoms[2], atoms[3]));
        return centers;
    }
}

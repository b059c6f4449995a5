namespace LatentSim.Engine.Configuration;

/// <summary>What the encoder sees of a configuration: all of these side by side.</summary>
public sealed class FeatureSettings
{
    /// <summary>Torsions as sine and cosine: backbone (phi, psi), omega, side-chains (chi).</summary>
    public List<string> Torsions { get; set; } = ["backbone"];

    /// <summary>A selection of atoms whose pairwise distances are features; none if empty.</summary>
    public string Distances { get; set; } = "";

    /// <summary>A selection of atoms whose aligned Cartesian positions are features; none if empty.</summary>
    public string Aligned { get; set; } = "";

    internal void Validate(SettingCheck check)
    {
        foreach (string torsions in Torsions)
            check.OneOf("features.torsions", torsions, "backbone", "omega", "side-chains");
        check.That(Torsions.Count > 0 || Distances.Length > 0 || Aligned.Length > 0, "features", "torsions, distances or aligned", "none of them");
    }
}

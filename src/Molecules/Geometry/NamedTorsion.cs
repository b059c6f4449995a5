namespace LatentSim.Molecules.Geometry;

/// <summary>A torsion that the field has a name for.</summary>
/// <param name="Name">Its name: "phi", "psi", "omega", "chi1", ...</param>
/// <param name="Residue">Index of the residue that it belongs to.</param>
/// <param name="Atoms">Its atoms.</param>
public sealed record NamedTorsion(string Name, int Residue, TorsionAtoms Atoms);

using LatentSim.Molecules.Geometry;

namespace LatentSim.Molecules.CoarseGraining;

/// <summary>A torsion of a tree of sites.</summary>
/// <param name="Atoms">Its four sites.</param>
/// <param name="Before">The place, in the list of torsions, of the one about the bond before, towards the tree's root; -1 where there is none.</param>
public readonly record struct SiteTorsion(TorsionAtoms Atoms, int Before);

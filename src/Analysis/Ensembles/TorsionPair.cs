using LatentSim.Molecules.Geometry;

namespace LatentSim.Analysis;

/// <summary>Two torsions whose joint distribution is compared: (phi, psi) of one residue, usually.</summary>
/// <param name="Name">What reports call the pair: "ALA2".</param>
/// <param name="First">Atoms of the first torsion.</param>
/// <param name="Second">Atoms of the second.</param>
public sealed record TorsionPair(string Name, TorsionAtoms First, TorsionAtoms Second);

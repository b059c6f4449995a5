using LatentSim.Molecules.Geometry;

namespace LatentSim.Molecules.ForceFields;

/// <summary>Two torsions that a <see cref="CorrectionMap"/> couples.</summary>
/// <param name="Map">Index of the map.</param>
/// <param name="First">The torsion along the map's rows.</param>
/// <param name="Second">The torsion along the map's columns.</param>
public readonly record struct CorrectionMapTorsion(int Map, TorsionAtoms First, TorsionAtoms Second);

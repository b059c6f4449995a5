using LatentSim.Molecules.Geometry;

namespace LatentSim.Molecules.ForceFields;

/// <summary>A distance that dynamics keeps; it has no energy.</summary>
/// <param name="Atoms">The two atoms.</param>
/// <param name="Distance">Their distance, nm.</param>
public readonly record struct DistanceConstraint(AtomPair Atoms, double Distance);

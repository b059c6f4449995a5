namespace LatentSim.Molecules.Geometry;

/// <summary>Two atoms, as a distance has them.</summary>
/// <param name="A">Index of one atom.</param>
/// <param name="B">Index of the other.</param>
public readonly record struct AtomPair(int A, int B);

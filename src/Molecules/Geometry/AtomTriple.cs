namespace LatentSim.Molecules.Geometry;

/// <summary>Three atoms, as an angle has them.</summary>
/// <param name="A">Index of the first atom.</param>
/// <param name="B">Index of the atom at the apex.</param>
/// <param name="C">Index of the last atom.</param>
public readonly record struct AtomTriple(int A, int B, int C);

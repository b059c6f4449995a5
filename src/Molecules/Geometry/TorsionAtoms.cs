namespace LatentSim.Molecules.Geometry;

/// <summary>Four atoms, as a torsion has them: the rotation about the axis from B to C.</summary>
/// <param name="A">Index of the first atom.</param>
/// <param name="B">Index of the atom where the axis starts.</param>
/// <param name="C">Index of the atom where the axis ends.</param>
/// <param name="D">Index of the last atom.</param>
public readonly record struct TorsionAtoms(int A, int B, int C, int D);

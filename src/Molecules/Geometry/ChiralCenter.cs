namespace LatentSim.Molecules.Geometry;

/// <summary>An atom and three of its neighbours, in the order that gives its handedness.</summary>
/// <param name="Center">Index of the atom in the middle.</param>
/// <param name="A">Index of the first neighbour.</param>
/// <param name="B">Index of the second.</param>
/// <param name="C">Index of the third.</param>
public readonly record struct ChiralCenter(int Center, int A, int B, int C);

using LatentSim.Molecules.Geometry;

namespace LatentSim.Molecules.ForceFields;

/// <summary>A bond of energy k (r - r0)^2 / 2.</summary>
/// <param name="Atoms">The two atoms.</param>
/// <param name="Length">r0, nm.</param>
/// <param name="Strength">k, kJ/(mol nm^2).</param>
public readonly record struct HarmonicBond(AtomPair Atoms, double Length, double Strength);

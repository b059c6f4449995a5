using LatentSim.Molecules.Geometry;

namespace LatentSim.Molecules.ForceFields;

/// <summary>An angle of energy k (theta - theta0)^2 / 2.</summary>
/// <param name="Atoms">The three atoms, the apex in the middle.</param>
/// <param name="Angle">theta0, radians.</param>
/// <param name="Strength">k, kJ/(mol rad^2).</param>
public readonly record struct HarmonicAngle(AtomTriple Atoms, double Angle, double Strength);

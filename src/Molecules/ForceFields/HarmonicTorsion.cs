using LatentSim.Molecules.Geometry;

namespace LatentSim.Molecules.ForceFields;

/// <summary>A torsion, such as CHARMM's impropers, of energy k d^2, d being phi - phi0 moved by whole turns into [-pi, pi].</summary>
/// <param name="Atoms">The four atoms.</param>
/// <param name="Angle">phi0, radians.</param>
/// <param name="Strength">k, kJ/(mol rad^2); no factor one half.</param>
public readonly record struct HarmonicTorsion(TorsionAtoms Atoms, double Angle, double Strength);

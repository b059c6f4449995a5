using LatentSim.Molecules.Geometry;

namespace LatentSim.Molecules.ForceFields;

/// <summary>A torsion of energy k (1 + cos(n phi - phi0)); phi is zero in cis.</summary>
/// <param name="Atoms">The four atoms.</param>
/// <param name="Periodicity">n.</param>
/// <param name="Phase">phi0, radians.</param>
/// <param name="Strength">k, kJ/mol.</param>
public readonly record struct PeriodicTorsion(TorsionAtoms Atoms, int Periodicity, double Phase, double Strength);

using LatentSim.Molecules.Geometry;

namespace LatentSim.Molecules.ForceFields;

/// <summary>A pair with parameters of its own in place of those that its particles give; all zero: the pair does not interact.</summary>
/// <param name="Atoms">The pair.</param>
/// <param name="ChargeProduct">In place of the product of the charges, in units of the elementary charge squared.</param>
/// <param name="Sigma">Lennard-Jones sigma, nm.</param>
/// <param name="Epsilon">Lennard-Jones epsilon, kJ/mol.</param>
public readonly record struct NonbondedException(AtomPair Atoms, double ChargeProduct, double Sigma, double Epsilon);

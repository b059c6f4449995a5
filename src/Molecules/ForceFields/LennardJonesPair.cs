using LatentSim.Molecules.Geometry;

namespace LatentSim.Molecules.ForceFields;

/// <summary>A pair with a Lennard-Jones energy in addition to all others, as CHARMM's neighbours across three bonds.</summary>
/// <param name="Atoms">The pair.</param>
/// <param name="Sigma">The distance at which the energy is zero, nm.</param>
/// <param name="Epsilon">The depth of its minimum, kJ/mol.</param>
public readonly record struct LennardJonesPair(AtomPair Atoms, double Sigma, double Epsilon);

namespace LatentSim.Molecules.ForceFields;

/// <summary>How a particle acts on others: of two, sigma is the arithmetic and epsilon the geometric mean (Lorentz and Berthelot).</summary>
/// <param name="Charge">q, in units of the elementary charge.</param>
/// <param name="Sigma">The distance at which two such particles' Lennard-Jones energy is zero, nm.</param>
/// <param name="Epsilon">The depth of its minimum, kJ/mol.</param>
public readonly record struct NonbondedParticle(double Charge, double Sigma, double Epsilon);

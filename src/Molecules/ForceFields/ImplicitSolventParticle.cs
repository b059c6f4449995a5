namespace LatentSim.Molecules.ForceFields;

/// <summary>A particle in implicit solvent.</summary>
/// <param name="Charge">q, in units of the elementary charge.</param>
/// <param name="Radius">The atomic radius, nm; more than <see cref="ImplicitSolvent.DielectricOffset"/>.</param>
/// <param name="Scale">What its radius is multiplied with where it displaces solvent about others.</param>
public readonly record struct ImplicitSolventParticle(double Charge, double Radius, double Scale);

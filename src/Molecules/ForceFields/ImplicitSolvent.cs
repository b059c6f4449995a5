using System.Collections.Immutable;

namespace LatentSim.Molecules.ForceFields;

/// <summary>
/// The generalized Born solvent of Onufriev, Bashford and Case (OBC II: Proteins 55, 383 (2004)) with the surface term of Schaefer, Bartels and
/// Karplus (ACE: J. Mol. Biol. 284, 835 (1998)), as OpenMM's GBSAOBCForce has them.
/// </summary>
/// <param name="SoluteDielectric">The dielectric constant of the solute.</param>
/// <param name="SolventDielectric">That of the solvent.</param>
/// <param name="SurfaceTension">The energy of the surface, kJ/(mol nm^2).</param>
/// <param name="Particles">[atom] charges, radii and scales.</param>
public sealed record ImplicitSolvent(
    double SoluteDielectric, double SolventDielectric, double SurfaceTension, ImmutableArray<ImplicitSolventParticle> Particles)
{
    /// <summary>What a radius is reduced by before Born radii are computed from it, nm.</summary>
    public const double DielectricOffset = 0.009;

    /// <summary>The surface tension where none is given, kJ/(mol nm^2).</summary>
    public const double UsualSurfaceTension = 2.25936;

    /// <summary>The radius of the probe that the surface is measured with, nm.</summary>
    public const double ProbeRadius = 0.14;

    /// <summary>alpha of OBC II.</summary>
    public const double Alpha = 1;

    /// <summary>beta of OBC II.</summary>
    public const double Beta = 0.8;

    /// <summary>gamma of OBC II.</summary>
    public const double Gamma = 4.85;

    /// <summary>-(1/(4 pi epsilon0)) (1/solute - 1/solvent): what q_i q_j / f_GB is multiplied with, kJ nm/(mol e^2).</summary>
    public double PolarFactor => -ForceField.CoulombConstant * ((1 / SoluteDielectric) - (1 / SolventDielectric));
}

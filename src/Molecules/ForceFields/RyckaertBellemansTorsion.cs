using System.Collections.Immutable;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Molecules.ForceFields;

/// <summary>A torsion of energy C0 + C1 cos psi + ... + C5 cos^5 psi, psi = phi - pi being zero in trans.</summary>
/// <param name="Atoms">The four atoms.</param>
/// <param name="Coefficients">C0 to C5, kJ/mol.</param>
public readonly record struct RyckaertBellemansTorsion(TorsionAtoms Atoms, ImmutableArray<double> Coefficients)
{
    /// <summary>The number of coefficients.</summary>
    public const int CoefficientCount = 6;
}

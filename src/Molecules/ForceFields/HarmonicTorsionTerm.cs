using System.Collections.Immutable;
using LatentSim.Molecules.Numerics;
using LatentSim.Molecules.Potentials;

namespace LatentSim.Molecules.ForceFields;

/// <summary>Harmonic torsions: k d^2, d = phi - phi0 in [-pi, pi].</summary>
internal sealed class HarmonicTorsionTerm(ImmutableArray<HarmonicTorsion> torsions) : IForceFieldTerm
{
    /// <inheritdoc/>
    public void AddForces(in SiteArrays sites, Span<double> energies)
    {
        double energy = 0;
        foreach (ref readonly HarmonicTorsion torsion in torsions.AsSpan())
        {
            var dihedral = new Dihedral(sites, torsion.Atoms);
            double difference = ScalarMath.WrapAngle(dihedral.Angle - torsion.Angle);
            energy += torsion.Strength * difference * difference;
            dihedral.AddForces(sites, 2 * torsion.Strength * difference);
        }

        energies[(int)ForceFieldTerm.Torsions] += energy;
    }
}

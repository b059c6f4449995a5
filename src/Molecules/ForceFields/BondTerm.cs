using System.Collections.Immutable;
using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Potentials;

namespace LatentSim.Molecules.ForceFields;

/// <summary>Harmonic bonds: k (r - r0)^2 / 2.</summary>
internal sealed class BondTerm(ImmutableArray<HarmonicBond> bonds) : IForceFieldTerm
{
    /// <inheritdoc/>
    public void AddForces(in SiteArrays sites, Span<double> energies)
    {
        double energy = 0;
        foreach (ref readonly HarmonicBond bond in bonds.AsSpan())
        {
            Vector3D way = sites.Point(bond.Atoms.B) - sites.Point(bond.Atoms.A);
            double length = way.Length;
            double stretch = length - bond.Length;
            energy += 0.5 * bond.Strength * stretch * stretch;

            // Two atoms in one place pull in no direction.
            double factor = length > 0 ? -bond.Strength * stretch / length : 0;
            sites.AddPairForce(bond.Atoms.A, bond.Atoms.B, factor * way.X, factor * way.Y, factor * way.Z);
        }

        energies[(int)ForceFieldTerm.Bonds] += energy;
    }
}

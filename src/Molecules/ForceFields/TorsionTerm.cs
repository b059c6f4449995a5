using System.Collections.Immutable;
using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Potentials;

namespace LatentSim.Molecules.ForceFields;

/// <summary>Periodic torsions, k (1 + cos(n phi - phi0)), and those of Ryckaert and Bellemans, the sum of C_n cos^n(phi - pi).</summary>
internal sealed class TorsionTerm(ImmutableArray<PeriodicTorsion> periodic, ImmutableArray<RyckaertBellemansTorsion> ryckaertBellemans) : IForceFieldTerm
{
    /// <inheritdoc/>
    public void AddForces(in SiteArrays sites, Span<double> energies) =>
        energies[(int)ForceFieldTerm.Torsions] += AddPeriodic(sites) + AddRyckaertBellemans(sites);

    private double AddPeriodic(in SiteArrays sites)
    {
        double energy = 0;
        foreach (ref readonly PeriodicTorsion torsion in periodic.AsSpan())
        {
            var dihedral = new Dihedral(sites, torsion.Atoms);
            (double sine, double cosine) = Trigonometry.SinCos((torsion.Periodicity * dihedral.Angle) - torsion.Phase);
            energy += torsion.Strength * (1 + cosine);
            dihedral.AddForces(sites, -torsion.Strength * torsion.Periodicity * sine);
        }

        return energy;
    }

    private double AddRyckaertBellemans(in SiteArrays sites)
    {
        double energy = 0;
        foreach (ref readonly RyckaertBellemansTorsion torsion in ryckaertBellemans.AsSpan())
        {
            var dihedral = new Dihedral(sites, torsion.Atoms);
            (double sine, double cosine) = Trigonometry.SinCos(dihedral.Angle);
            double value = 0;
            double slope = 0;
            for (int k = RyckaertBellemansTorsion.CoefficientCount - 1; k >= 0; k--)
            {
                slope = value - (cosine * slope);
                value = torsion.Coefficients[k] - (cosine * value);
            }

            energy += value;
            dihedral.AddForces(sites, slope * sine);
        }

        return energy;
    }
}

using System.Collections.Immutable;
using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Potentials;

namespace LatentSim.Molecules.ForceFields;

/// <summary>Harmonic angles: k (theta - theta0)^2 / 2.</summary>
internal sealed class AngleTerm(ImmutableArray<HarmonicAngle> angles) : IForceFieldTerm
{
    // The force has no direction where three atoms are in line; this keeps it finite there.
    private const double SmallestNormal = 1e-12;

    /// <inheritdoc/>
    public void AddForces(in SiteArrays sites, Span<double> energies)
    {
        double energy = 0;
        foreach (ref readonly HarmonicAngle angle in angles.AsSpan())
        {
            Vector3D apex = sites.Point(angle.Atoms.B);
            Vector3D first = sites.Point(angle.Atoms.A) - apex;
            Vector3D last = sites.Point(angle.Atoms.C) - apex;
            Vector3D normal = Vector3D.Cross(first, last);
            double area = Math.Max(normal.Length, SmallestNormal);
            double bend = Trigonometry.Atan2(area, Vector3D.Dot(first, last)) - angle.Angle;
            energy += 0.5 * angle.Strength * bend * bend;

            double factor = -angle.Strength * bend / area;
            Vector3D onFirst = (factor / first.LengthSquared) * Vector3D.Cross(first, normal);
            Vector3D onLast = (factor / last.LengthSquared) * Vector3D.Cross(normal, last);
            sites.AddForce(angle.Atoms.A, onFirst);
            sites.AddForce(angle.Atoms.B, -1 * (onFirst + onLast));
            sites.AddForce(angle.Atoms.C, onLast);
        }

        energies[(int)ForceFieldTerm.Angles] += energy;
    }
}

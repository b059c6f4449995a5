using System.Buffers;
using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Numerics;
using LatentSim.Molecules.Potentials;

namespace LatentSim.Molecules.ForceFields;

/// <summary>
/// The generalized Born energy of an <see cref="ImplicitSolvent"/>: the sum over pairs, and half of it for each atom with itself, of
/// tau q_i q_j / sqrt(r^2 + B_i B_j exp(-r^2 / (4 B_i B_j))), and of 4 pi gamma (R_i + 0.14 nm)^2 (R_i / B_i)^6 over atoms. B_i is the Born radius, R_i the
/// atomic one.
/// </summary>
internal sealed class SolvationTerm : IForceFieldTerm
{
    private readonly ImplicitSolvent _solvent;
    private readonly double[] _offsetRadii;
    private readonly double[] _scaledRadii;

    /// <summary>Makes the term.</summary>
    internal SolvationTerm(ImplicitSolvent solvent)
    {
        _solvent = solvent;
        _offsetRadii = [.. solvent.Particles.Select(particle => particle.Radius - ImplicitSolvent.DielectricOffset)];
        _scaledRadii = [.. solvent.Particles.Zip(_offsetRadii, (particle, radius) => particle.Scale * radius)];
    }

    /// <inheritdoc/>
    public void AddForces(in SiteArrays sites, Span<double> energies)
    {
        int atoms = sites.Sites;
        double[] rented = ArrayPool<double>.Shared.Rent(3 * atoms);
        try
        {
            Span<double> radii = rented.AsSpan(0, atoms);
            Span<double> slopes = rented.AsSpan(atoms, atoms);
            Span<double> byRadius = rented.AsSpan(2 * atoms, atoms);
            TakeBornRadii(sites, radii, slopes);
            energies[(int)ForceFieldTerm.Solvation] += AddSurface(radii, byRadius) + AddPolarization(sites, radii, byRadius);
            for (int i = 0; i < atoms; i++)
                byRadius[i] *= slopes[i];
            AddRadiusForces(sites, byRadius);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    // Onufriev et al. 2004, equations 6 to 9; slopes are derivatives by the sum of what the other atoms displace.
    private void TakeBornRadii(in SiteArrays sites, Span<double> radii, Span<double> slopes)
    {
        for (int i = 0; i < radii.Length; i++)
        {
            double offsetRadius = _offsetRadii[i];
            Vector3D position = sites.Point(i);
            double sum = 0;
            for (int j = 0; j < radii.Length; j++)
                if (j != i)
                    sum += Displaced(offsetRadius, _scaledRadii[j], (sites.Point(j) - position).Length);

            double psi = 0.5 * offsetRadius * sum;
            double radius = _solvent.Particles[i].Radius;
            double tangent = Math.Tanh(psi * (ImplicitSolvent.Alpha - (psi * (ImplicitSolvent.Beta - (psi * ImplicitSolvent.Gamma)))));
            double bySum = ImplicitSolvent.Alpha - (psi * ((2 * ImplicitSolvent.Beta) - (3 * psi * ImplicitSolvent.Gamma)));
            radii[i] = 1 / ((1 / offsetRadius) - (tangent / radius));
            slopes[i] = radii[i] * radii[i] * (1 - (tangent * tangent)) * bySum * 0.5 * offsetRadius / radius;
        }
    }

    // Sets derivatives by the Born radii.
    private double AddSurface(ReadOnlySpan<double> radii, Span<double> byRadius)
    {
        double energy = 0;
        for (int i = 0; i < radii.Length; i++)
        {
            double atomic = _solvent.Particles[i].Radius;
            double reach = atomic + ImplicitSolvent.ProbeRadius;
            double cube = Math.Pow(atomic / radii[i], 3);
            double surface = 4 * Math.PI * _solvent.SurfaceTension * reach * reach * cube * cube;
            energy += surface;
            byRadius[i] = -6 * surface / radii[i];
        }

        return energy;
    }

    private double AddPolarization(in SiteArrays sites, ReadOnlySpan<double> radii, Span<double> byRadius)
    {
        double energy = 0;
        for (int i = 0; i < radii.Length; i++)
        {
            Vector3D position = sites.Point(i);
            double charge = _solvent.PolarFactor * _solvent.Particles[i].Charge;
            double self = 0.5 * charge * _solvent.Particles[i].Charge / radii[i];
            energy += self;
            byRadius[i] -= self / radii[i];
            for (int j = i + 1; j < radii.Length; j++)
            {
                Vector3D way = sites.Point(j) - position;
                double square = way.LengthSquared;
                double product = radii[i] * radii[j];
                double ratio = square / (4 * product);
                double decay = Math.Exp(-ratio);
                double inverseSquare = 1 / (square + (product * decay));
                double pair = charge * _solvent.Particles[j].Charge * Math.Sqrt(inverseSquare);
                energy += pair;
                double byProduct = -0.5 * pair * decay * (1 + ratio) * inverseSquare;
                byRadius[i] += byProduct * radii[j];
                byRadius[j] += byProduct * radii[i];
                double factor = pair * (1 - (0.25 * decay)) * inverseSquare;
                sites.AddPairForce(i, j, factor * way.X, factor * way.Y, factor * way.Z);
            }
        }

        return energy;
    }

    private void AddRadiusForces(in SiteArrays sites, ReadOnlySpan<double> bySum)
    {
        for (int i = 0; i < bySum.Length; i++)
        {
            Vector3D position = sites.Point(i);
            for (int j = i + 1; j < bySum.Length; j++)
            {
                Vector3D way = sites.Point(j) - position;
                double distance = way.Length;
                double slope = (bySum[i] * DisplacedSlope(_offsetRadii[i], _scaledRadii[j], distance))
                    + (bySum[j] * DisplacedSlope(_offsetRadii[j], _scaledRadii[i], distance));
                double factor = -slope / distance;
                sites.AddPairForce(i, j, factor * way.X, factor * way.Y, factor * way.Z);
            }
        }
    }

    // Twice the integral of 1/r^4 over 4 pi about an atom, over the part of a sphere at a distance that lies outside the atom's own.
    private static double Displaced(double radius, double sphere, double distance)
    {
        double upper = distance + sphere;
        if (radius >= upper)
            return 0;
        double lower = Math.Max(radius, Math.Abs(distance - sphere));
        (double u, double l) = (1 / upper, 1 / lower);
        double value = l - u + (0.25 * (distance - (sphere * sphere / distance)) * ((u * u) - (l * l))) + (0.5 * ScalarMath.Log(u / l) / distance);
        return radius < sphere - distance ? value + (2 * ((1 / radius) - l)) : value;
    }

    // The limits of the integral add nothing to the derivative.
    private static double DisplacedSlope(double radius, double sphere, double distance)
    {
        double upper = distance + sphere;
        if (radius >= upper)
            return 0;
        double lower = Math.Max(radius, Math.Abs(distance - sphere));
        (double u, double l) = (1 / upper, 1 / lower);
        double inverseSquare = 1 / (distance * distance);
        return (0.25 * (1 + (sphere * sphere * inverseSquare)) * ((u * u) - (l * l))) - (0.5 * ScalarMath.Log(u / l) * inverseSquare);
    }
}

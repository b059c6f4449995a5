using System.Collections.Immutable;
using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Potentials;

namespace LatentSim.Molecules.CoarseGraining;

/// <summary>A soft repulsion of two sites, kT (d / r)^12, d being the closest that they came to each other in the simulation.</summary>
/// <param name="Atoms">The two sites.</param>
/// <param name="Strength">kT d^12, kJ nm^12/mol.</param>
public readonly record struct SiteRepulsion(AtomPair Atoms, double Strength)
{
    /// <summary>The repulsions of all pairs that are at least so many bonds apart.</summary>
    internal static ImmutableArray<SiteRepulsion> Beyond(SiteTree tree, int separation, ReadOnlySpan<float> frames, double thermalEnergy)
    {
        var repulsions = ImmutableArray.CreateBuilder<SiteRepulsion>();
        for (int first = 0; first < tree.SiteCount; first++)
        {
            for (int second = first + 1; second < tree.SiteCount; second++)
            {
                if (tree.Separation(first, second) < separation)
                    continue;
                double closest = Closest(frames, tree.SiteCount, first, second);
                double sixth = closest * closest * closest * closest * closest * closest;
                repulsions.Add(new SiteRepulsion(new AtomPair(first, second), thermalEnergy * sixth * sixth));
            }
        }

        return repulsions.ToImmutable();
    }

    /// <summary>Adds the forces of some repulsions, kJ/(mol nm), and tells their energy, kJ/mol.</summary>
    internal static double AddForces(ReadOnlySpan<SiteRepulsion> repulsions, in SiteArrays sites)
    {
        double energy = 0;
        foreach (ref readonly SiteRepulsion repulsion in repulsions)
        {
            (double x, double y, double z) = sites.Difference(repulsion.Atoms.A, repulsion.Atoms.B);
            double inverse = 1 / ((x * x) + (y * y) + (z * z));
            double sixth = inverse * inverse * inverse;
            double value = repulsion.Strength * sixth * sixth;
            energy += value;
            double factor = 12 * value * inverse;
            sites.AddPairForce(repulsion.Atoms.A, repulsion.Atoms.B, factor * x, factor * y, factor * z);
        }

        return energy;
    }

    private static double Closest(ReadOnlySpan<float> frames, int sites, int first, int second)
    {
        double closest = double.MaxValue;
        for (int start = 0; start < frames.Length; start += 3 * sites)
            closest = Math.Min(closest, Distances.Compute(frames.Slice(start, 3 * sites), first, second));
        return closest;
    }
}

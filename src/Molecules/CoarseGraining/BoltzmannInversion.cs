using System.Collections.Immutable;
using LatentSim.Molecules.ForceFields;
using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.CoarseGraining;

/// <summary>
/// Direct Boltzmann inversion: the energy of coarse sites whose internal coordinates are distributed as those of a simulation, as far as they are independent,
/// U(q) = -kT ln(p(q) / J(q)), J being the volume element (Tschop et al., Acta Polym. 49, 61 (1998); Reith, Putz and Muller-Plathe, J. Comput. Chem. 24, 1624 (2003)).
/// Bonds, angles and impropers become harmonic; torsions follow a free-energy surface of each with the one before it, U = -kT ln p(t2, t1), from the second pair of a chain on
/// -kT ln p(t3 | t2), so that the torsions are a Markov chain along the molecule.
/// </summary>
/// <remarks>Nothing is iterated: a correlation between kinds of coordinates, bonds and angles say, is not kept. Parameters are rounded to single precision, so
/// that a platform's logarithm does not matter.</remarks>
public static class BoltzmannInversion
{
    // Pairs nearer than four bonds are ruled by bonds, angles and torsions.
    private const int NearestRepelled = 4;
    private const int MostTorsionOrder = 12;

    /// <summary>Fits a model.</summary>
    /// <param name="coordinates">The sites' internal coordinates.</param>
    /// <param name="masses">[site], amu.</param>
    /// <param name="frames">float[frame, site, 3] of a simulation in equilibrium, nm; molecules whole.</param>
    /// <param name="thermalEnergy">kT, kJ/mol.</param>
    /// <param name="bandwidth">The standard deviation by which the densities of torsions are smoothed, radians.</param>
    /// <exception cref="ArgumentException">There are fewer than two frames, a coordinate never changes, or a number is out of range.</exception>
    public static CoarseModel Fit(SiteCoordinates coordinates, ReadOnlySpan<double> masses, ReadOnlySpan<float> frames, double thermalEnergy, double bandwidth)
    {
        int length = 3 * coordinates.SiteCount;
        if (frames.Length % length != 0 || frames.Length < 2 * length)
            throw new ArgumentException($"{frames.Length} numbers are not two or more frames of {coordinates.SiteCount} sites.", nameof(frames));
        if (masses.Length != coordinates.SiteCount)
            throw new ArgumentException($"{masses.Length} masses do not fit {coordinates.SiteCount} sites.", nameof(masses));
        if (!(thermalEnergy > 0) || !(bandwidth is > 0 and < 1))
            throw new ArgumentException($"kT must be positive and the bandwidth between 0 and 1 radians: {thermalEnergy}, {bandwidth}.");

        var field = new ForceField
        {
            Masses = [.. masses],
            Bonds = Bonds(coordinates, frames, thermalEnergy),
            Angles = Angles(coordinates, frames, thermalEnergy),
            HarmonicTorsions = Impropers(coordinates, frames, thermalEnergy),
        };
        field = WithTorsions(field, coordinates, frames, thermalEnergy, bandwidth);
        return new CoarseModel(coordinates, field, SiteRepulsion.Beyond(coordinates.Tree, NearestRepelled, frames, thermalEnergy));
    }

    private static ImmutableArray<HarmonicBond> Bonds(SiteCoordinates coordinates, ReadOnlySpan<float> frames, double thermalEnergy)
    {
        var bonds = ImmutableArray.CreateBuilder<HarmonicBond>();
        foreach (AtomPair pair in coordinates.Bonds)
        {
            HarmonicInversion fit = Fit(CoordinateSeries.Of(frames, coordinates.SiteCount, pair), CoordinateVolume.Bond, pair);
            bonds.Add(new HarmonicBond(pair, fit.Centre, (float)(thermalEnergy * fit.Strength)));
        }

        return bonds.ToImmutable();
    }

    private static ImmutableArray<HarmonicAngle> Angles(SiteCoordinates coordinates, ReadOnlySpan<float> frames, double thermalEnergy)
    {
        var angles = ImmutableArray.CreateBuilder<HarmonicAngle>();
        foreach (AtomTriple triple in coordinates.Angles)
        {
            HarmonicInversion fit = Fit(CoordinateSeries.Of(frames, coordinates.SiteCount, triple), CoordinateVolume.Angle, triple);
            angles.Add(new HarmonicAngle(triple, fit.Centre, (float)(thermalEnergy * fit.Strength)));
        }

        return angles.ToImmutable();
    }

    private static ImmutableArray<HarmonicTorsion> Impropers(SiteCoordinates coordinates, ReadOnlySpan<float> frames, double thermalEnergy)
    {
        var impropers = ImmutableArray.CreateBuilder<HarmonicTorsion>();
        foreach (TorsionAtoms atoms in coordinates.Impropers)
        {
            HarmonicInversion fit = Fit(CoordinateSeries.Unwrapped(CoordinateSeries.Of(frames, coordinates.SiteCount, atoms)), CoordinateVolume.Torsion, atoms);
            impropers.Add(new HarmonicTorsion(atoms, ScalarMath.WrapAngle(fit.Centre), (float)(0.5 * thermalEnergy * fit.Strength)));
        }

        return impropers.ToImmutable();
    }

    private static HarmonicInversion Fit(float[] values, CoordinateVolume volume, object what)
    {
        (double mean, double variance) = CoordinateSeries.Moments(values);
        if (!(variance > 0))
            throw new ArgumentException($"The coordinate of sites {what} is {mean} in all frames; a simulation in which it changes is expected.");
        return HarmonicInversion.Fit(mean, variance, volume);
    }

    private static ForceField WithTorsions(ForceField field, SiteCoordinates coordinates, ReadOnlySpan<float> frames, double thermalEnergy, double bandwidth)
    {
        var maps = ImmutableArray.CreateBuilder<CorrectionMap>();
        var mapped = ImmutableArray.CreateBuilder<CorrectionMapTorsion>();
        var alone = ImmutableArray.CreateBuilder<PeriodicTorsion>();
        bool[] isCounted = new bool[coordinates.Torsions.Count];
        for (int i = 0; i < isCounted.Length; i++)
        {
            SiteTorsion torsion = coordinates.Torsions[i];
            float[] values = CoordinateSeries.Of(frames, coordinates.SiteCount, torsion.Atoms);
            if (torsion.Before < 0)
            {
                if (coordinates.Torsions.All(other => other.Before != i))
                    alone.AddRange(TorsionSeries.Of(torsion.Atoms, FreeEnergies(TorsionGrid.Density(values, bandwidth), thermalEnergy), MostTorsionOrder));
                continue;
            }

            SiteTorsion before = coordinates.Torsions[torsion.Before];
            double[] joint = TorsionGrid.Density(CoordinateSeries.Of(frames, coordinates.SiteCount, before.Atoms), values, bandwidth);
            bool isFirst = before.Before < 0 && !isCounted[torsion.Before];
            isCounted[torsion.Before] = true;
            mapped.Add(new CorrectionMapTorsion(maps.Count, before.Atoms, torsion.Atoms));
            maps.Add(new CorrectionMap(TorsionGrid.SizeFor(bandwidth), [.. FreeEnergies(isFirst ? joint : TorsionGrid.GivenFirst(joint), thermalEnergy)]));
        }

        return field with { CorrectionMaps = maps.ToImmutable(), CorrectionMapTorsions = mapped.ToImmutable(), PeriodicTorsions = alone.ToImmutable() };
    }

    private static double[] FreeEnergies(double[] density, double thermalEnergy)
    {
        double highest = density.Max();
        return Array.ConvertAll(density, value => (double)(float)(-thermalEnergy * ScalarMath.Log(value / highest)));
    }
}

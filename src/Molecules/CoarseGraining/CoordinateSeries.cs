using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.CoarseGraining;

/// <summary>The values of one internal coordinate in all frames, float[frame], nm or radians.</summary>
internal static class CoordinateSeries
{
    /// <summary>A distance.</summary>
    internal static float[] Of(ReadOnlySpan<float> frames, int sites, AtomPair pair)
    {
        float[] values = new float[frames.Length / (3 * sites)];
        Distances.Compute(frames, sites, [pair], values);
        return values;
    }

    /// <summary>An angle.</summary>
    internal static float[] Of(ReadOnlySpan<float> frames, int sites, AtomTriple triple)
    {
        float[] values = new float[frames.Length / (3 * sites)];
        Angles.Compute(frames, sites, [triple], values);
        return values;
    }

    /// <summary>A torsion.</summary>
    internal static float[] Of(ReadOnlySpan<float> frames, int sites, TorsionAtoms atoms)
    {
        float[] values = new float[frames.Length / (3 * sites)];
        Torsions.Compute(frames, sites, [atoms], values);
        return values;
    }

    /// <summary>A torsion that never turns around, without the jump at half a turn.</summary>
    internal static float[] Unwrapped(float[] torsions) =>
        Array.ConvertAll(torsions, torsion => (float)(torsions[0] + ScalarMath.WrapAngle(torsion - torsions[0])));

    /// <summary>The mean and the variance.</summary>
    internal static (double Mean, double Variance) Moments(float[] values)
    {
        double mean = values.Average(value => (double)value);
        return (mean, values.Sum(value => (value - mean) * (value - mean)) / values.Length);
    }
}

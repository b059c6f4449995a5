using System.Runtime.Intrinsics;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Potentials;

/// <summary>Harmonic angles of three neighbours along a chain: k (theta - theta0)^2 (Clementi et al. 2000, equation 1; no factor one half).</summary>
internal sealed class HarmonicAngles
{
    // The force has no direction where three sites are in line; this keeps it finite there.
    private static readonly Vector256<double> SmallestNormal = Vector256.Create(1e-9);

    private readonly double[] _angles;
    private readonly double[] _strengths;

    /// <summary>Makes angles that are at rest in <paramref name="native"/>.</summary>
    /// <param name="native">[site, 3], nm.</param>
    /// <param name="strength">k, kJ/(mol rad^2).</param>
    internal HarmonicAngles(ReadOnlySpan<float> native, double strength)
    {
        int angles = Math.Max((native.Length / 3) - 2, 0);
        _angles = new double[angles + 4];
        _strengths = new double[angles + 4];
        for (int i = 0; i < angles; i++)
        {
            _angles[i] = ChainGeometry.Angle(native, i);
            _strengths[i] = strength;
        }
    }

    /// <summary>Adds forces, kJ/(mol nm); the energy, kJ/mol.</summary>
    internal double AddForces(in SiteArrays sites)
    {
        Vector256<double> energy = default;
        for (int i = 0; i < sites.Sites - 2; i += 4)
        {
            Vector3x4 middle = sites.Positions(i + 1);
            Vector3x4 first = sites.Positions(i) - middle;
            Vector3x4 last = sites.Positions(i + 2) - middle;
            Vector3x4 normal = Vector3x4.Cross(first, last);
            Vector256<double> area = Vector256.Max(Vector256.Sqrt(normal.LengthSquared), SmallestNormal);
            Vector256<double> bend = ScalarMath4.ArcTangent(area, Vector3x4.Dot(first, last)) - Vector256.Create<double>(_angles.AsSpan(i, 4));
            Vector256<double> torque = Vector256.Create<double>(_strengths.AsSpan(i, 4)) * bend;
            energy += torque * bend;

            Vector256<double> factor = -2 * torque / area;
            Vector3x4 onFirst = (factor / first.LengthSquared) * Vector3x4.Cross(first, normal);
            Vector3x4 onLast = (factor / last.LengthSquared) * Vector3x4.Cross(normal, last);
            sites.AddForces(i, onFirst);
            sites.AddForces(i + 1, Vector256.Create(-1.0) * (onFirst + onLast));
            sites.AddForces(i + 2, onLast);
        }

        return SiteArrays.Sum(energy);
    }
}

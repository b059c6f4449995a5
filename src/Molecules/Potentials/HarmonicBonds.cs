using System.Runtime.Intrinsics;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Potentials;

/// <summary>Harmonic bonds between neighbours along a chain: k (r - r0)^2 (Clementi et al. 2000, equation 1; no factor one half).</summary>
internal sealed class HarmonicBonds
{
    private readonly double[] _lengths;
    private readonly double[] _strengths;

    /// <summary>Makes bonds that are at rest in <paramref name="native"/>.</summary>
    /// <param name="native">[site, 3], nm.</param>
    /// <param name="strength">k, kJ/(mol nm^2).</param>
    internal HarmonicBonds(ReadOnlySpan<float> native, double strength)
    {
        int bonds = (native.Length / 3) - 1;
        _lengths = new double[bonds + 4];
        _strengths = new double[bonds + 4];
        for (int i = 0; i < bonds; i++)
        {
            _lengths[i] = ChainGeometry.Distance(native, i, i + 1);
            _strengths[i] = strength;
        }
    }

    /// <summary>Adds forces, kJ/(mol nm); the energy, kJ/mol.</summary>
    internal double AddForces(in SiteArrays sites)
    {
        Vector256<double> energy = default;
        for (int i = 0; i < sites.Sites - 1; i += 4)
        {
            Vector3x4 bond = sites.Positions(i + 1) - sites.Positions(i);
            Vector256<double> length = Vector256.Sqrt(bond.LengthSquared);
            Vector256<double> stretch = length - Vector256.Create<double>(_lengths.AsSpan(i, 4));
            Vector256<double> pull = Vector256.Create<double>(_strengths.AsSpan(i, 4)) * stretch;
            energy += pull * stretch;
            Vector3x4 force = (2 * pull / length) * bond;
            sites.AddForces(i, force);
            sites.AddForces(i + 1, Vector256.Create(-1.0) * force);
        }

        return SiteArrays.Sum(energy);
    }
}

using System.Runtime.Intrinsics;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Potentials;

/// <summary>The repulsion epsilon (sigma/r)^12 of all pairs of a chain that are four or more sites apart and no native contact (Clementi et al. 2000,
/// equation 1). All pairs lie in one table, contacts with strength zero, so that one loop without branches does four at once; nothing is cut off.</summary>
internal sealed class Repulsion
{
    private readonly double[] _strengths;

    /// <summary>Makes the pairs.</summary>
    /// <param name="siteCount">The length of the chain.</param>
    /// <param name="contacts">The native contacts.</param>
    /// <param name="energy">epsilon, kJ/mol.</param>
    /// <param name="radius">sigma, nm.</param>
    internal Repulsion(int siteCount, NativeContacts contacts, double energy, double radius)
    {
        HashSet<(int, int)> native = [.. contacts.Pairs];
        double cube = radius * radius * radius;
        double strength = energy * (cube * cube * cube * cube);
        var strengths = new List<double>();
        for (int i = 0; i + NativeContacts.Separation < siteCount; i++)
        {
            for (int j = i + NativeContacts.Separation; j < siteCount; j++)
                strengths.Add(native.Contains((i, j)) ? 0 : strength);
            while (strengths.Count % 4 != 0)
                strengths.Add(0);
        }

        _strengths = [.. strengths];
    }

    /// <summary>Adds forces, kJ/(mol nm); the energy, kJ/mol.</summary>
    internal double AddForces(in SiteArrays sites)
    {
        Vector256<double> energy = default;
        int pair = 0;
        for (int i = 0; i < sites.Sites - NativeContacts.Separation; i++)
        {
            Vector3x4 position = sites.Position(i);
            Vector3x4 total = default;
            for (int j = i + NativeContacts.Separation; j < sites.Sites; j += 4, pair += 4)
            {
                Vector3x4 difference = sites.Positions(j) - position;
                Vector256<double> inverse = Vector256<double>.One / difference.LengthSquared;
                Vector256<double> sixth = inverse * inverse * inverse;
                Vector256<double> repulsion = Vector256.Create<double>(_strengths.AsSpan(pair, 4)) * sixth * sixth;
                energy += repulsion;
                Vector3x4 force = (12 * repulsion * inverse) * difference;
                sites.AddForces(j, force);
                total += force;
            }

            sites.AddSum(i, Vector256.Create(-1.0) * total);
        }

        return SiteArrays.Sum(energy);
    }
}

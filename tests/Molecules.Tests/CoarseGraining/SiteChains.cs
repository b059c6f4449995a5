using LatentSim.Molecules;
using LatentSim.Molecules.CoarseGraining;
using LatentSim.Molecules.Geometry;

namespace Molecules.Tests.CoarseGraining;

/// <summary>Frames of the dipeptide's six backbone sites whose internal coordinates are independent, but for a known density of phi and psi.</summary>
internal static class SiteChains
{
    internal const double ThermalEnergy = 3.74;

    /// <summary>Bonds, nm, and angles, radians, in the order of the rows: means, and deviations.</summary>
    internal static readonly double[] Means = [0.134, 0.146, 2.12, 0.152, 1.93, 0.153, 1.91, -2.12, 0.134, 2.03];
    internal static readonly double[] Deviations = [0.0035, 0.0036, 0.06, 0.0035, 0.07, 0.0037, 0.06, 0.05, 0.0034, 0.05];

    private static readonly InternalCoordinates Coordinates = InternalCoordinates.FromRows(
        6, [], [new(0, -1, -1, -1), new(1, 0, -1, -1), new(2, 1, 0, -1), new(4, 2, 1, 0), new(3, 2, 1, 4), new(5, 4, 2, 1)]);

    /// <summary>The sites C N CA CB C N.</summary>
    internal static SiteCoordinates Dipeptide { get; } = new(TreeOf("name C N CA CB"));

    /// <summary>The energy of phi and psi, in kT.</summary>
    internal static double Torsional(double phi, double psi) =>
        (1.5 * (1 + Math.Cos(phi - 1))) + (1 + Math.Cos(2 * psi)) + (0.8 * Math.Cos(phi - psi));

    /// <summary>The tree of some of the dipeptide's atoms.</summary>
    internal static SiteTree TreeOf(string selection)
    {
        (Topology topology, Frame frame) = Systems.AlanineDipeptide();
        Topology bonded = topology.InferBonds(frame.Positions);
        return SiteTree.Of(bonded, AtomSelection.Select(bonded, selection));
    }

    /// <summary>Masses of the sites.</summary>
    internal static double[] Masses => [12, 14, 12, 12, 12, 14];

    /// <summary>Draws frames, [frame, site, 3].</summary>
    internal static float[] Draw(int frames, int seed)
    {
        var random = new Random(seed);
        float[] xyz = new float[frames * 18];
        for (int frame = 0; frame < frames; frame++)
        {
            (double phi, double psi) = Torsions(random);
            float[] rest = [.. Means.Zip(Deviations, (mean, deviation) => (float)(mean + (deviation * Normal(random))))];
            float[] values = [rest[0], rest[1], rest[2], rest[3], rest[4], (float)phi, rest[5], rest[6], rest[7], rest[8], rest[9], (float)psi];
            Coordinates.ToCartesian(values, xyz.AsSpan(frame * 18, 18));
        }

        return xyz;
    }

    /// <summary>A frame in double precision.</summary>
    internal static double[] Frame(int seed) => Array.ConvertAll(Draw(1, seed), x => (double)x);

    // By rejection: the energy is above -0.8.
    private static (double Phi, double Psi) Torsions(Random random)
    {
        while (true)
        {
            double phi = Math.PI * ((2 * random.NextDouble()) - 1);
            double psi = Math.PI * ((2 * random.NextDouble()) - 1);
            if (random.NextDouble() < Math.Exp(-0.8 - Torsional(phi, psi)))
                return (phi, psi);
        }
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

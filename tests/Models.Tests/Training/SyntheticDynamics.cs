using LatentSim.Models.Training;
using LatentSim.Molecules.Geometry;
using TestSupport;

namespace Models.Tests.Training;

/// <summary>Alanine dipeptide whose phi jumps between two basins, all other internal coordinates trembling about their values: a slow process with a known cause.</summary>
internal static class SyntheticDynamics
{
    private const double JumpChance = 0.02;

    /// <summary>Frames 1 ps apart.</summary>
    public static TrainingData Make(int trajectories, int frames)
    {
        var topology = AlanineDipeptide.Topology;
        return new TrainingData(
            topology, AlanineDipeptide.CoarseSites, [.. Enumerable.Range(0, trajectories).Select(seed => Trajectory(frames, seed))], frameSpacing: 1);
    }

    private static float[,,] Trajectory(int frames, int seed)
    {
        InternalCoordinates coordinates = InternalCoordinates.Build(AlanineDipeptide.Topology);
        float[] rest = new float[coordinates.Count];
        coordinates.FromCartesian(AlanineDipeptide.Positions, rest);
        int phi = PhiCoordinate(coordinates);
        System.Random random = new(seed);
        bool jumped = seed % 2 == 1;
        float[,,] trajectory = new float[frames, AlanineDipeptide.AtomCount, 3];
        float[] values = new float[coordinates.Count];
        for (int frame = 0; frame < frames; frame++)
        {
            jumped ^= random.NextDouble() < JumpChance;
            for (int i = 0; i < values.Length; i++)
                values[i] = (float)(rest[i] + (Deviation(coordinates.Kind(i)) * KnownProcesses.Normal(random)));
            values[phi] += jumped ? 2 : 0;
            coordinates.ToCartesian(values, Rows.Frame(trajectory, frame));
        }

        return trajectory;
    }

    private static double Deviation(CoordinateKind kind) => kind switch
    {
        CoordinateKind.Bond => 0.003,
        CoordinateKind.Angle => 0.05,
        _ => 0.12,
    };

    // The torsion that places an atom about the bond from N (6) to CA (8).
    private static int PhiCoordinate(InternalCoordinates coordinates)
    {
        int index = 0;
        foreach (ZMatrixRow row in coordinates.Rows)
        {
            index += row.CoordinateCount;
            if (row is { Torsion: >= 0, Bond: 6 or 8, Angle: 6 or 8 } && row.Torsion is 4 or 14)
                return index - 1;
        }

        throw new InvalidOperationException("No torsion about the bond from N to CA.");
    }
}

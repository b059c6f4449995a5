namespace Models.Tests.Training;

/// <summary>Two coordinates that jump between -1 and 1 independently, with a chance a frame, and tremble about where they are.</summary>
internal static class DoubleWells
{
    private const double Width = 0.2;

    /// <summary>[frame, 2].</summary>
    public static float[,] Trajectory(int frames, double firstJump, double secondJump, int seed)
    {
        System.Random random = new(seed);
        float[,] trajectory = new float[frames, 2];
        double first = seed % 2 == 0 ? 1 : -1;
        double second = 1;
        for (int frame = 0; frame < frames; frame++)
        {
            first *= random.NextDouble() < firstJump ? -1 : 1;
            second *= random.NextDouble() < secondJump ? -1 : 1;
            trajectory[frame, 0] = (float)(first + (Width * KnownProcesses.Normal(random)));
            trajectory[frame, 1] = (float)(second + (Width * KnownProcesses.Normal(random)));
        }

        return trajectory;
    }

    /// <summary>The first coordinate as an angle, by cosine and sine, and the second as it is: [frame, 3].</summary>
    public static float[,] FirstAsAngle(float[,] trajectory)
    {
        float[,] result = new float[trajectory.GetLength(0), 3];
        for (int frame = 0; frame < trajectory.GetLength(0); frame++)
        {
            (double sine, double cosine) = Math.SinCos(1.3 * trajectory[frame, 0]);
            result[frame, 0] = (float)cosine;
            result[frame, 1] = (float)sine;
            result[frame, 2] = trajectory[frame, 1];
        }

        return result;
    }

    /// <summary>A coordinate in all frames of all trajectories.</summary>
    public static double[] Column(float[][,] trajectories, int column) =>
        [.. trajectories.SelectMany(trajectory => Enumerable.Range(0, trajectory.GetLength(0)).Select(frame => (double)trajectory[frame, column]))];
}

namespace SrvEpoch;

/// <summary>Autoregressive features that relax at different rates.</summary>
internal static class SyntheticFeatures
{
    public static float[][,] Make(int trajectories, int frames, int columns) =>
        [.. Enumerable.Range(0, trajectories).Select(seed => Trajectory(frames, columns, new Random(seed)))];

    private static float[,] Trajectory(int frames, int columns, Random random)
    {
        float[,] values = new float[frames, columns];
        for (int column = 0; column < columns; column++)
        {
            double decay = 1 - (1 / (5 + (495.0 * column / columns)));
            double x = Normal(random);
            for (int frame = 0; frame < frames; frame++)
            {
                values[frame, column] = (float)x;
                x = (decay * x) + (Math.Sqrt(1 - (decay * decay)) * Normal(random));
            }
        }

        return values;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

namespace Models.Tests.Training;

/// <summary>Samples of processes whose answers are known in closed form.</summary>
internal static class KnownProcesses
{
    /// <summary>A standard normal number.</summary>
    public static double Normal(System.Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>
    /// The Ornstein-Uhlenbeck process in steps: x' = a x + sqrt(1 - a^2) N(0, 1). Its eigenvalues are a, a^2, a^3, ...; its first eigenfunction is x.
    /// </summary>
    public static float[,] OrnsteinUhlenbeck(int frames, double decay, int seed)
    {
        System.Random random = new(seed);
        float[,] trajectory = new float[frames, 1];
        double x = Normal(random);
        for (int frame = 0; frame < frames; frame++)
        {
            trajectory[frame, 0] = (float)x;
            x = (decay * x) + (Math.Sqrt(1 - (decay * decay)) * Normal(random));
        }

        return trajectory;
    }

    /// <summary>The mixture phi ~ von Mises(1, kappa), y ~ N(sin phi, 0.5^2): one circular coordinate and one on the line that depends on it.</summary>
    public static float[,] CircleAndLine(int samples, double kappa, int seed)
    {
        System.Random random = new(seed);
        float[,] rows = new float[samples, 2];
        for (int i = 0; i < samples; i++)
        {
            double phi = VonMises(random, kappa) + 1;
            phi -= 2 * Math.PI * Math.Floor((phi + Math.PI) / (2 * Math.PI));
            rows[i, 0] = (float)phi;
            rows[i, 1] = (float)(Math.Sin(phi) + (0.5 * Normal(random)));
        }

        return rows;
    }

    /// <summary>The entropy of <see cref="CircleAndLine"/>, nats: ln(2 pi I0) - kappa I1 / I0 + ln(2 pi e 0.25) / 2.</summary>
    public static double CircleAndLineEntropy(double kappa)
    {
        double i0 = MathNet.Numerics.SpecialFunctions.BesselI0(kappa);
        double i1 = MathNet.Numerics.SpecialFunctions.BesselI1(kappa);
        return Math.Log(2 * Math.PI * i0) - (kappa * i1 / i0) + (0.5 * Math.Log(2 * Math.PI * Math.E * 0.25));
    }

    private static double VonMises(System.Random random, double kappa)
    {
        while (true)
        {
            double angle = ((2 * random.NextDouble()) - 1) * Math.PI;
            if (random.NextDouble() < Math.Exp(kappa * (Math.Cos(angle) - 1)))
                return angle;
        }
    }
}

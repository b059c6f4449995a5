using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Experiments;

/// <summary>Verlet as a user who asks for no more accuracy than the integrator gives would run it.</summary>
/// <param name="Timestep">The largest timestep whose energy stays within the integrator's own deviation.</param>
/// <param name="Deviation">Its largest |delta E|.</param>
/// <param name="Speedup">S_p against it.</param>
internal sealed record FairVerlet(double Timestep, double Deviation, double Speedup)
{
    private static readonly int[] Factors = [1, 2, 4, 5, 8, 10, 16, 20, 25, 40, 50, 80, 100, 125, 200, 250, 400, 500, 1000];

    /// <summary>The largest deviation of Verlet with each timestep that is tried, up to the first that diverges.</summary>
    public static IReadOnlyList<(double Timestep, double Deviation)> Deviations(ParticleSystem system, ParticleState start, EnergyScale scale, double duration, CancellationToken cancellation)
    {
        var measurement = new EnergyMeasurement(system, start, scale);
        var found = new List<(double, double)>();
        foreach (int factor in Factors)
        {
            double timestep = factor * system.VerletTimestep;
            double interval = timestep * Math.Max(1, Factors[^1] / 20 / factor);
            EnergyDeviations deviations = measurement.Measure(new VerletTrajectory(system, start, timestep, interval), duration, cancellation);
            if (deviations.DivergedAt is not null || deviations.Largest > 10)
                break;
            found.Add((timestep, deviations.Largest));
        }

        return found;
    }
}

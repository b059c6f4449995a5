using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Experiments;

/// <summary>How good Verlet is on one trajectory with growing timesteps.</summary>
/// <param name="system">The system.</param>
/// <param name="start">The start.</param>
/// <param name="duration">How long.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class CoarseVerlet(ParticleSystem system, ParticleState start, double duration, CancellationToken cancellation)
{
    private const double TooFar = 10;
    private const int StepsOfInterval = 200;

    // All go into the interval a whole number of times.
    private static readonly int[] Factors = [1, 2, 4, 5, 8, 10, 20, 25, 40, 50, 100, 200];

    private double Interval => StepsOfInterval * system.VerletTimestep;

    /// <summary>Its largest |delta E| with each timestep, up to the first with which it is lost.</summary>
    public IReadOnlyList<(double Timestep, double Figure)> Energies(EnergyScale scale)
    {
        var measurement = new EnergyMeasurement(system, start, scale);
        return [.. Try(trajectory => measurement.Measure(trajectory, duration, cancellation).Largest)];
    }

    /// <summary>Its position error at the end with each timestep, up to the first with which it is lost.</summary>
    public IReadOnlyList<(double Timestep, double Figure)> Positions() =>
        [.. Try(trajectory => PositionErrorMeasurement.Measure(system, VerletTrajectory.Truth(system, start, Interval), [trajectory], duration, cancellation)[0].AtEnd)];

    private IEnumerable<(double Timestep, double Figure)> Try(Func<VerletTrajectory, double> measure) => Factors
        .Select(factor => factor * system.VerletTimestep)
        .Select(timestep => (timestep, measure(new VerletTrajectory(system, start, timestep, Interval))))
        .TakeWhile(tried => tried.Item2 < TooFar);
}

using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Experiments;

/// <summary>Velocity Verlet with some timestep; with the system's own it is the truth.</summary>
internal sealed class VerletTrajectory : ITrajectory
{
    private readonly ParticleVerlet verlet;
    private readonly long steps;
    private readonly double[] frame;

    /// <summary>Begins at a start.</summary>
    /// <param name="system">The system.</param>
    /// <param name="start">The start.</param>
    /// <param name="timestep">The timestep.</param>
    /// <param name="interval">The time between frames, a whole multiple of the timestep.</param>
    public VerletTrajectory(ParticleSystem system, ParticleState start, double timestep, double interval)
    {
        steps = TimestepCheck.Multiple(interval, timestep);
        verlet = new ParticleVerlet(system, start, timestep);
        Interval = interval;
        frame = new double[2 * system.CoordinateCount];
        verlet.CopyFrame(frame);
    }

    public double Interval { get; }

    public long Index { get; private set; }

    public bool IsOwn => Index > 0;

    public ReadOnlySpan<double> Frame => frame;

    /// <summary>The truth: Verlet with the system's own timestep.</summary>
    public static VerletTrajectory Truth(ParticleSystem system, ParticleState start, double interval) => new(system, start, system.VerletTimestep, interval);

    public void Advance()
    {
        verlet.Advance(steps);
        verlet.CopyFrame(frame);
        Index++;
    }
}

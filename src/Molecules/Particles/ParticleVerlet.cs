namespace LatentSim.Molecules.Particles;

/// <summary>
/// Velocity Verlet, equations 4 and 5, of one trajectory. Positions in the periodic cube are not wrapped; the sphere reflects particles at the point where they meet it.
/// Where a trajectory is after n steps does not depend on how many calls made them. Allocates nothing per step. A timestep that is too long gives
/// numbers that grow or are not finite; nothing is thrown.
/// </summary>
public sealed class ParticleVerlet
{
    private readonly VerletKernel kernel;
    private readonly ParticleEnergy energy;
    private readonly double timestep;
    private readonly double mass;
    private readonly double stiffness;
    private readonly double[] positions;
    private readonly double[] velocities;

    /// <summary>Starts a trajectory.</summary>
    /// <param name="system">The system; its own timestep is not used.</param>
    /// <param name="start">The start; it is copied.</param>
    /// <param name="timestep">The timestep. To go back in time, start with the velocities reversed.</param>
    /// <exception cref="ArgumentException">The system has a problem, or the start is not one of it, or the timestep is not positive.</exception>
    public ParticleVerlet(ParticleSystem system, ParticleState start, double timestep)
    {
        ParticleChecks.Require(system, start);
        ParticleChecks.RequireTimestep(timestep);
        this.timestep = timestep;
        mass = start.Mass;
        stiffness = start.Stiffness;
        energy = new ParticleEnergy(system);
        kernel = VerletKernel.Create(system, start, timestep);
        positions = [.. start.Positions];
        velocities = [.. start.Velocities];
    }

    /// <summary>Steps done.</summary>
    public long Step { get; private set; }

    /// <summary>The time since the start.</summary>
    public double Time => Step * timestep;

    /// <summary>[particle, dimension]; in a periodic cube not wrapped.</summary>
    public ReadOnlySpan<double> Positions => positions;

    /// <summary>[particle, dimension].</summary>
    public ReadOnlySpan<double> Velocities => velocities;

    /// <summary>The potential energy.</summary>
    public double PotentialEnergy => energy.Potential(positions, stiffness);

    /// <summary>The kinetic energy.</summary>
    public double KineticEnergy => ParticleEnergy.Kinetic(velocities, mass);

    /// <summary>The potential and kinetic energy.</summary>
    public double TotalEnergy => PotentialEnergy + KineticEnergy;

    /// <summary>Does some steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public void Advance(long steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        if (steps == 0)
            return;
        kernel.Advance(steps);
        kernel.Read(positions, velocities);
        Step += steps;
    }

    /// <summary>Copies the positions followed by the velocities.</summary>
    /// <param name="frame">[2, particle, dimension].</param>
    /// <exception cref="ArgumentException">The frame has another length.</exception>
    public void CopyFrame(Span<double> frame)
    {
        ParticleChecks.RequireLength(frame.Length, 2 * positions.Length, nameof(frame));
        positions.CopyTo(frame);
        velocities.CopyTo(frame[positions.Length..]);
    }
}

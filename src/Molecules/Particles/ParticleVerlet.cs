namespace LatentSim.Molecules.Particles;

/// <summary>
/// Velocity Verlet, equations 4 and 5, of one trajectory. Positions in the periodic cube are not wrapped; the sphere reflects particles at the point where they meet it.
/// Where a trajectory is after n steps does not depend on how many calls made them. Allocates nothing per step. A timestep that is too long gives
/// numbers that grow or are not finite; nothing is thrown.
/// </summary>
public sealed class ParticleVerlet
{
    private readonly ParticleSystem system;
    private readonly ParticleEnergy energy;
    private readonly double timestep;
    private readonly double mass;
    private readonly double stiffness;
    private readonly double[] positions;
    private readonly double[] midVelocities;
    private readonly double[] velocities;
    private readonly double[] forces;

    /// <summary>Starts a trajectory.</summary>
    /// <param name="system">The system; its own timestep is not used.</param>
    /// <param name="start">The start; it is copied.</param>
    /// <param name="timestep">The timestep. To go back in time, start with the velocities reversed.</param>
    /// <exception cref="ArgumentException">The system has a problem, or the start is not one of it, or the timestep is not positive.</exception>
    public ParticleVerlet(ParticleSystem system, ParticleState start, double timestep)
    {
        ParticleChecks.Require(system, start);
        if (!(timestep > 0) || !double.IsFinite(timestep))
            throw new ArgumentException(FormattableString.Invariant($"The timestep is {timestep}, expected a positive number."), nameof(timestep));
        this.system = system;
        this.timestep = timestep;
        mass = start.Mass;
        stiffness = start.Stiffness;
        energy = new ParticleEnergy(system);
        positions = [.. start.Positions];
        velocities = [.. start.Velocities];
        forces = new double[positions.Length];
        energy.Forces(positions, stiffness, forces);
        midVelocities = new double[positions.Length];
        for (int i = 0; i < positions.Length; i++)
            midVelocities[i] = velocities[i] + (HalfKick * forces[i]);
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

    private double HalfKick => 0.5 * timestep / mass;

    /// <summary>Does some steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public void Advance(long steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        for (long step = 0; step < steps; step++)
            AdvanceOne();
        for (int i = 0; i < velocities.Length; i++)
            velocities[i] = midVelocities[i] - (HalfKick * forces[i]);
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

    private void AdvanceOne()
    {
        Drift();
        energy.Forces(positions, stiffness, forces);
        for (int i = 0; i < positions.Length; i++)
            midVelocities[i] += 2 * HalfKick * forces[i];
        Step++;
    }

    private void Drift()
    {
        if (system.Boundary == ParticleBoundary.Sphere)
        {
            Span<double> x = positions;
            Span<double> v = midVelocities;
            for (int i = 0; i < x.Length; i += 3)
                SphereWall.Drift(ref x[i], ref x[i + 1], ref x[i + 2], ref v[i], ref v[i + 1], ref v[i + 2], timestep, system.Size);
            return;
        }

        for (int i = 0; i < positions.Length; i++)
            positions[i] += timestep * midVelocities[i];
    }
}

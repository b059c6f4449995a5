using LatentSim.Molecules.Particles.Wells;

namespace LatentSim.Molecules.Particles;

/// <summary>
/// Velocity Verlet of many trajectories of one system. Those of one coordinate are stepped sixteen side by side; each is, bit for bit, what
/// <see cref="ParticleVerlet"/> makes of the same start. Particles in three dimensions are side by side already, so that their trajectories are stepped
/// one after the other.
/// </summary>
public sealed class ParticleVerletBatch
{
    private readonly int coordinates;
    private readonly ParticleState[] starts;
    private readonly WellBatch[] batches = [];
    private readonly ParticleVerlet[] trajectories = [];

    /// <summary>Starts trajectories.</summary>
    /// <param name="system">The system; its own timestep is not used.</param>
    /// <param name="starts">The starts, with masses and spring constants of their own; they are copied.</param>
    /// <param name="timestep">The timestep.</param>
    /// <exception cref="ArgumentException">The system has a problem, or a start is not one of it, or there is none, or the timestep is not positive.</exception>
    public ParticleVerletBatch(ParticleSystem system, IReadOnlyList<ParticleState> starts, double timestep)
    {
        ParticleChecks.Require(system);
        ParticleChecks.RequireTimestep(timestep);
        ArgumentOutOfRangeException.ThrowIfZero(starts.Count);
        foreach (ParticleState start in starts)
            ParticleChecks.Require(system, start);
        Count = starts.Count;
        coordinates = system.CoordinateCount;
        this.starts = [.. starts.Select(start => start with { Positions = [.. start.Positions], Velocities = [.. start.Velocities] })];
        if (system.Potential == ParticlePotential.LennardJones)
            trajectories = [.. starts.Select(start => new ParticleVerlet(system, start, timestep))];
        else
            batches = [.. starts.Chunk(WellBatch.Width).Select(chunk => WellBatch.Create(system, chunk, timestep))];
    }

    /// <summary>The number of trajectories.</summary>
    public int Count { get; }

    /// <summary>Steps done.</summary>
    public long Step { get; private set; }

    /// <summary>Does some steps of every trajectory.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public void Advance(long steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        foreach (WellBatch batch in batches)
            batch.Advance(steps);
        foreach (ParticleVerlet trajectory in trajectories)
            trajectory.Advance(steps);
        Step += steps;
    }

    /// <summary>Copies the positions of one trajectory followed by its velocities.</summary>
    /// <param name="trajectory">Its index.</param>
    /// <param name="frame">[2, particle, dimension].</param>
    /// <exception cref="ArgumentException">The frame has another length, or there is no such trajectory.</exception>
    public void CopyFrame(int trajectory, Span<double> frame)
    {
        ParticleChecks.RequireLength(frame.Length, 2 * coordinates, nameof(frame));
        ArgumentOutOfRangeException.ThrowIfNegative(trajectory);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(trajectory, Count);
        if (Step == 0)
            starts[trajectory].CopyFrame(frame);
        else if (trajectories.Length > 0)
            trajectories[trajectory].CopyFrame(frame);
        else
            (frame[0], frame[1]) = batches[trajectory / WellBatch.Width].Read(trajectory % WellBatch.Width);
    }
}

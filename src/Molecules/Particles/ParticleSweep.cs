using LatentSim.Molecules.Random;

namespace LatentSim.Molecules.Particles;

/// <summary>The trajectories of a parameter sweep: each parameter is drawn from its range, uniformly, and particles start at rest.</summary>
public static class ParticleSweep
{
    /// <summary>The closest that two particles start, in units of sigma: the energy of such a pair is 6.7 epsilon.</summary>
    public const double ClosestStart = 0.9;

    private const int MostTries = 10_000;

    /// <summary>The start of one trajectory, a pure function of its arguments. The mass is drawn first, then the spring constant, then the positions. Of many
    /// particles each is drawn until it is inside the sphere and far enough from those before it.</summary>
    /// <param name="system">The system.</param>
    /// <param name="seed">The key of the random numbers.</param>
    /// <param name="index">The trajectory's index.</param>
    /// <param name="purpose">What it is for: no two purposes share random numbers.</param>
    /// <exception cref="ArgumentException">The system has a problem, or the index is negative.</exception>
    /// <exception cref="InvalidInputException">The particles do not fit.</exception>
    public static ParticleState Draw(ParticleSystem system, ulong seed, int index, RandomPurpose purpose)
    {
        ParticleChecks.Require(system);
        PhiloxStream random = new(seed, index, 0, purpose);
        double mass = system.Mass.At(random.NextUniform());
        double stiffness = system.Stiffness.At(random.NextUniform());
        double[] positions = new double[system.CoordinateCount];
        if (system.Potential != ParticlePotential.LennardJones)
            positions[0] = system.Start.At(random.NextUniform());
        else
            Place(system, positions, ref random);
        return new ParticleState(mass, stiffness, positions, new double[positions.Length]);
    }

    /// <summary>Makes trajectories of a sweep, which do not depend on the number of threads, and of which each is bit for bit what <see cref="ParticleVerlet"/>
    /// makes of its start.</summary>
    /// <param name="system">The system, with the timestep of velocity Verlet.</param>
    /// <param name="starts">The starts.</param>
    /// <param name="verletSteps">Verlet timesteps from frame to frame.</param>
    /// <param name="frames">The frames of each trajectory, with the start.</param>
    /// <param name="threads">The most threads to use.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="ArgumentException">The system has a problem, a start is not one of it, or a number is not positive.</exception>
    /// <exception cref="InvalidInputException">A trajectory has more numbers than an array holds.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static ParticleTrajectory[] Run(
        ParticleSystem system, IReadOnlyList<ParticleState> starts, int verletSteps, int frames, int threads = 1, CancellationToken cancellation = default)
    {
        ParticleChecks.Require(system);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(verletSteps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frames);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        foreach (ParticleState start in starts)
            ParticleChecks.Require(system, start);
        int frameLength = 2 * system.CoordinateCount;
        if ((long)frames * frameLength > Array.MaxLength)
            throw new InvalidInputException("particles", "duration", $"{frames} frames of {frameLength} numbers, expected at most {Array.MaxLength} numbers in a trajectory");
        ParticleTrajectory[] trajectories = [.. starts.Select(start => new ParticleTrajectory(start, frameLength, new double[frames * frameLength]))];
        ParticleTrajectory[][] chunks = [.. trajectories.Chunk(Wells.WellBatch.Width)];
        ParallelOptions options = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, chunks.Length, options, chunk => Fill(system, chunks[chunk], verletSteps, frames, cancellation));
        return trajectories;
    }

    /// <summary>Draws starts and makes their trajectories, as <see cref="Draw"/> and the other method of this name do.</summary>
    /// <param name="system">The system, with the timestep of velocity Verlet.</param>
    /// <param name="seed">The key of the random numbers.</param>
    /// <param name="purpose">What it is for.</param>
    /// <param name="simulations">The number of trajectories; their indices are from zero.</param>
    /// <param name="verletSteps">Verlet timesteps from frame to frame.</param>
    /// <param name="frames">The frames of each trajectory, with the start.</param>
    /// <param name="threads">The most threads to use.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="ArgumentException">The system has a problem, or a number is not positive.</exception>
    /// <exception cref="InvalidInputException">The particles do not fit, or a trajectory has more numbers than an array holds.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static ParticleTrajectory[] Run(
        ParticleSystem system, ulong seed, RandomPurpose purpose, int simulations, int verletSteps, int frames, int threads = 1, CancellationToken cancellation = default) =>
        Run(system, [.. Enumerable.Range(0, simulations).Select(index => Draw(system, seed, index, purpose))], verletSteps, frames, threads, cancellation);

    private static void Fill(ParticleSystem system, ParticleTrajectory[] trajectories, int verletSteps, int frames, CancellationToken cancellation)
    {
        ParticleVerletBatch batch = new(system, [.. trajectories.Select(trajectory => trajectory.Start)], system.VerletTimestep);
        for (int frame = 0; frame < frames; frame++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (frame > 0)
                batch.Advance(verletSteps);
            for (int i = 0; i < trajectories.Length; i++)
                batch.CopyFrame(i, trajectories[i].Frame(frame));
        }
    }

    private static void Place(ParticleSystem system, Span<double> positions, ref PhiloxStream random)
    {
        for (int i = 0; i < positions.Length; i += 3)
        {
            int tries = 0;
            do
            {
                if (tries++ == MostTries)
                    throw new InvalidInputException("particles", "count",
                        FormattableString.Invariant($"{system.Particles} particles do not fit into what they start from, {system.Start.Minimum} to {system.Start.Maximum} with size {system.Size}: no place was found for particle {i / 3} in {MostTries} tries"));
                for (int k = 0; k < 3; k++)
                    positions[i + k] = system.Start.At(random.NextUniform());
            }
            while (!Fits(system, positions[..(i + 3)]));
        }
    }

    private static bool Fits(ParticleSystem system, ReadOnlySpan<double> positions)
    {
        ReadOnlySpan<double> last = positions[^3..];
        if (system.Boundary == ParticleBoundary.Sphere && !SphereWall.Holds(last, system.Size))
            return false;
        double closest = ClosestStart * system.Sigma;
        for (int j = 0; j < positions.Length - 3; j += 3)
        {
            double square = 0;
            for (int k = 0; k < 3; k++)
            {
                double separation = last[k] - positions[j + k];
                if (system.Boundary == ParticleBoundary.Periodic)
                    separation = ParticleBox.MinimumImage(separation, system.Size);
                square += separation * separation;
            }

            if (square < closest * closest)
                return false;
        }

        return true;
    }
}

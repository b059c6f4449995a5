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

using LatentSim.Molecules.Particles;

namespace LatentSim.Models.Integrators;

/// <summary>The true frames that an integrator starts from: velocity Verlet with the system's own timestep, a frame each Delta_R.</summary>
public static class VerletWindow
{
    private const double Tolerance = 1e-6;

    /// <summary>Fills a window, oldest frame first; the first is the start itself.</summary>
    /// <param name="system">The system.</param>
    /// <param name="start">The start.</param>
    /// <param name="timestep">Delta_R.</param>
    /// <param name="window">[frame, 2, particle, dimension].</param>
    /// <exception cref="ArgumentException">The timestep is no whole multiple of the system's.</exception>
    public static void Fill(ParticleSystem system, ParticleState start, double timestep, Span<double> window)
    {
        int steps = StepsOf(system, timestep);
        int length = 2 * system.CoordinateCount;
        var verlet = new ParticleVerlet(system, start, timestep / steps);
        for (int first = 0; first < window.Length; first += length)
        {
            if (first > 0)
                verlet.Advance(steps);
            verlet.CopyFrame(window.Slice(first, length));
        }
    }

    /// <summary>Whether a timestep is a whole multiple of the system's Verlet timestep.</summary>
    public static bool IsMultiple(ParticleSystem system, double timestep)
    {
        double steps = timestep / system.VerletTimestep;
        return steps is >= 0.5 and < int.MaxValue && Math.Abs(steps - Math.Round(steps)) < Tolerance * steps;
    }

    /// <summary>Verlet timesteps in a timestep of an integrator.</summary>
    /// <exception cref="ArgumentException">They are no whole number.</exception>
    public static int StepsOf(ParticleSystem system, double timestep) => IsMultiple(system, timestep)
        ? (int)Math.Round(timestep / system.VerletTimestep)
        : throw new ArgumentException(FormattableString.Invariant($"The timestep {timestep} is no whole multiple of the Verlet timestep {system.VerletTimestep}."), nameof(timestep));
}

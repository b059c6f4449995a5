using LatentSim.Molecules.Dynamics;

namespace LatentSim.Engine.Reference;

/// <summary>What Langevin dynamics of molecules have in common.</summary>
internal static class LangevinFrames
{
    private const long Piece = 10_000;

    /// <summary>Lets some time pass, to the next timestep.</summary>
    /// <param name="dynamics">The dynamics.</param>
    /// <param name="time">The time, ps.</param>
    /// <param name="timeStep">The timestep, ps.</param>
    /// <param name="cancellation">The user's interruption.</param>
    public static void Equilibrate(LangevinIntegrator dynamics, double time, double timeStep, CancellationToken cancellation)
    {
        long steps = (long)Math.Round(time / timeStep);
        for (long done = 0; done < steps; done += Piece)
        {
            cancellation.ThrowIfCancellationRequested();
            dynamics.Advance(Math.Min(Piece, steps - done));
        }
    }

    /// <summary>Moves a molecule's centre to the origin: it would drift away without end, since nothing holds it.</summary>
    /// <param name="positions">[site, 3], nm.</param>
    /// <param name="frame">[site, 3], nm, overwritten.</param>
    public static void Center(ReadOnlySpan<double> positions, Span<float> frame)
    {
        for (int axis = 0; axis < 3; axis++)
        {
            double mean = 0;
            for (int i = axis; i < positions.Length; i += 3)
                mean += positions[i];
            mean /= positions.Length / 3;
            for (int i = axis; i < positions.Length; i += 3)
                frame[i] = (float)(positions[i] - mean);
        }
    }
}

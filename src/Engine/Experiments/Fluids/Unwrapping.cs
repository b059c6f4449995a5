using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Experiments;

/// <summary>Follows particles out of the periodic cube: each is taken to have gone to the nearest image of its next position. That holds while no coordinate changes by more than half an edge between frames.</summary>
internal sealed class Unwrapping(ParticleSystem system)
{
    private readonly double[] unwrapped = new double[system.CoordinateCount];
    private readonly double[] previous = new double[system.CoordinateCount];

    /// <summary>Whether the positions of a trajectory stay in the cube, seen over its next frames, when particles would have left it.</summary>
    public static bool IsNeeded(ParticleSystem system, ITrajectory trajectory, double duration)
    {
        if (system.Boundary != ParticleBoundary.Periodic)
            return false;
        double limit = system.Size / 2 * (1 + 1e-6);
        for (long frame = TimestepCheck.Frames(duration, trajectory.Interval); frame > 0; frame--)
        {
            trajectory.Advance();
            foreach (double position in trajectory.Frame[..system.CoordinateCount])
            {
                if (trajectory.IsOwn && Math.Abs(position) > limit)
                    return false;
            }
        }

        return true;
    }

    /// <summary>The next positions.</summary>
    public ReadOnlySpan<double> Next(ReadOnlySpan<double> positions)
    {
        for (int i = 0; i < positions.Length; i++)
        {
            unwrapped[i] += ParticleBox.MinimumImage(positions[i] - previous[i], system.Size);
            previous[i] = positions[i];
        }

        return unwrapped;
    }
}

using LatentSim.Models.Integrators;
using LatentSim.Molecules.Particles;
using LatentSim.Molecules.Random;

namespace LatentSim.Models.Training;

/// <summary>The frames of a training sweep's Verlet trajectories, Delta_R apart.</summary>
internal static class SweepFrames
{
    /// <summary>The frames of one trajectory, [frame, frame length]; positions in a periodic box are wrapped.</summary>
    /// <param name="data">The sweep.</param>
    /// <param name="simulation">Which of its trajectories.</param>
    public static double[] Of(IntegratorData data, int simulation)
    {
        ParticleState start = ParticleSweep.Draw(data.System, data.Seed, simulation, RandomPurpose.TrainingSweep);
        return Of(data, start);
    }

    /// <summary>The frames of a trajectory that starts somewhere.</summary>
    /// <param name="data">How long it lasts and how far frames are apart.</param>
    /// <param name="start">Where it starts.</param>
    public static double[] Of(IntegratorData data, ParticleState start)
    {
        ParticleVerlet verlet = new(data.System, start, data.System.VerletTimestep);
        int coordinates = data.System.CoordinateCount;
        double[] frames = new double[data.Frames * 2 * coordinates];
        for (int frame = 0; frame < data.Frames; frame++)
        {
            if (frame > 0)
                verlet.Advance(data.VerletSteps);
            Span<double> destination = frames.AsSpan(frame * 2 * coordinates, 2 * coordinates);
            verlet.CopyFrame(destination);
            ParticleBox.Wrap(data.System, destination[..coordinates]);
        }

        return frames;
    }
}

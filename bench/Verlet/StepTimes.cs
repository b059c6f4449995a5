using System.Diagnostics;
using LatentSim.Molecules.Particles;
using LatentSim.Molecules.Random;
using Molecules.Tests.Particles;

namespace Verlet;

/// <summary>Nanoseconds per step of one trajectory: the least of many short times, since what else the machine does is not in all of them.</summary>
/// <param name="Plain">The equations written down plainly.</param>
/// <param name="Single">Ours, one trajectory.</param>
/// <param name="Batch">Ours, in a batch of 256 trajectories.</param>
internal sealed record StepTimes(double Plain, double Single, double Batch)
{
    private const int Trajectories = 256;
    private const double Timestep = 0.001;
    private const double WindowSeconds = 5e-4;

    internal static StepTimes Measure(ParticleSystem system, int rounds)
    {
        ParticleState start = ParticleSweep.Draw(system, 1, 0, RandomPurpose.Start);
        PlainVerlet plain = new(system, start, Timestep);
        ParticleVerlet single = new(system, start, Timestep);
        ParticleVerletBatch batch = new(system, [.. Enumerable.Repeat(start, Trajectories)], Timestep);
        Window[] windows = [new(plain.Advance, 1), new(steps => single.Advance(steps), 1), new(steps => batch.Advance(steps), Trajectories)];
        for (int round = 0; round < rounds; round++)
            foreach (Window window in windows)
                window.Measure();
        return new StepTimes(windows[0].Least, windows[1].Least, windows[2].Least);
    }

    private sealed class Window
    {
        private readonly Action<int> advance;
        private readonly int trajectories;
        private readonly int steps = 1;

        internal Window(Action<int> advance, int trajectories)
        {
            this.advance = advance;
            this.trajectories = trajectories;

            // First, so that the compiler has seen what is hot; then as many steps as fill a window.
            for (int i = 0; i < 100; i++)
                advance(1000 / trajectories);
            while (Seconds() < WindowSeconds)
                steps *= 2;
        }

        internal double Least { get; private set; } = double.PositiveInfinity;

        internal void Measure() => Least = Math.Min(Least, 1e9 * Seconds() / steps / trajectories);

        private double Seconds()
        {
            long start = Stopwatch.GetTimestamp();
            advance(steps);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
    }
}

using LatentSim.Models.Integrators;
using LatentSim.Molecules.Particles;
using LatentSim.Molecules.Random;

namespace Models.Tests.Integrators;

/// <summary>Systems, weights of the size that training gives, and states in the middle of things.</summary>
internal static class SymplecticSamples
{
    public static readonly SymplecticWeights Weights = new(
        0.028, 0.8, 2,
        [-2, -0.8, -0.15, -0.01, 0, 0.001, -0.005, 0.002, -0.01, 0.05, -0.05, 0.3],
        [-0.5, -0.3, -0.05, 0.01, 0, 0.002, -0.005, 0.004, -0.01, 0.05, -0.05, 0.2],
        [0.27, -0.48, -0.1, 0.01, 0.02, 0.01], Projection: false);

    public static readonly SymplecticWeights Plain = Weights with { Quadratic = [0], Quartic = [0], Processor = new double[SymplecticWeights.ProcessorLength] };

    public static ParticleSystem Periodic(int particles) => new()
    {
        Potential = ParticlePotential.LennardJones,
        Particles = particles,
        Boundary = ParticleBoundary.Periodic,
        Size = 6,
        Epsilon = 2,
        Start = new SweepRange(-3, 3),
    };

    public static ParticleSystem Sphere(int particles) => Periodic(particles) with { Boundary = ParticleBoundary.Sphere, Size = 3 };

    /// <summary>A frame of Verlet's some time after a start at rest.</summary>
    public static double[] Frame(ParticleSystem system, double mass, int index, double time = 3)
    {
        ParticleState start = ParticleSweep.Draw(system, 5, index, RandomPurpose.HeldOutSweep) with { Mass = mass };
        ParticleVerlet verlet = new(system, start, 0.001);
        verlet.Advance((long)(time / 0.001));
        double[] frame = new double[2 * system.CoordinateCount];
        verlet.CopyFrame(frame);
        return frame;
    }

    public static double[] State(IIntegrator integrator, double[] frame, double mass)
    {
        double[] state = new double[integrator.StateLength];
        integrator.Start(frame, mass, 1, state);
        return state;
    }

    /// <summary>The frame that a frame becomes in some steps.</summary>
    public static double[] Advance(IIntegrator integrator, double[] frame, double mass, int steps = 1)
    {
        double[] state = State(integrator, frame, mass);
        for (int i = 0; i < steps; i++)
            integrator.Step(state);
        double[] after = new double[frame.Length];
        integrator.Read(state, after);
        return after;
    }
}

using LatentSim.Molecules.Particles;

namespace Engine.Tests.Experiments;

/// <summary>Small systems of particles.</summary>
internal static class TestSystems
{
    public static ParticleSystem Oscillator { get; } = new() { Potential = ParticlePotential.Harmonic, Start = new SweepRange(-2, -1), VerletTimestep = 0.001 };

    public static ParticleState AtRest { get; } = new(1, 1, [-2], [0]);

    public static ParticleSystem Fluid { get; } = new()
    {
        Potential = ParticlePotential.LennardJones, Particles = 3, Boundary = ParticleBoundary.Periodic, Size = 6, Start = new SweepRange(-3, 3), VerletTimestep = 0.002,
    };

    public static ParticleState Triangle { get; } = new(1, 1, [-0.9, 0, 0, 0.9, 0, 0, 0, 1.5, 0.2], new double[9]);
}

using LatentSim.Molecules.Particles;

namespace Verlet;

/// <summary>The systems of the paper, each with one mass and one start.</summary>
internal static class BenchSystems
{
    private static readonly ParticleSystem Well = new() { Potential = ParticlePotential.Harmonic, Start = new SweepRange(-10, -10) };

    private static readonly ParticleSystem Fluid = new()
    {
        Potential = ParticlePotential.LennardJones, Boundary = ParticleBoundary.Periodic, Size = 6, Epsilon = 2, Start = new SweepRange(-3, 3),
    };

    private static readonly ParticleSystem Ball = Fluid with { Boundary = ParticleBoundary.Sphere, Size = 3 };

    internal static (string Name, ParticleSystem System)[] All { get; } =
    [
        ("sho", Well),
        ("lj-1d", Well with { Potential = ParticlePotential.LennardJonesWell, Start = new SweepRange(2, 2) }),
        ("double-well", Well with { Potential = ParticlePotential.DoubleWell, Start = new SweepRange(-2, -2) }),
        ("rugged", Well with { Potential = ParticlePotential.Rugged, Start = new SweepRange(-6, -6) }),
        ("lj-3", Fluid with { Particles = 3 }),
        ("lj-8", Fluid with { Particles = 8 }),
        ("lj-16", Fluid with { Particles = 16 }),
        ("lj-3-sphere", Ball with { Particles = 3 }),
        ("lj-8-sphere", Ball with { Particles = 8 }),
        ("lj-16-sphere", Ball with { Particles = 16 }),
    ];
}

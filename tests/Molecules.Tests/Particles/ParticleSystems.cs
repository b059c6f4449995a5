using LatentSim.Molecules.Particles;

namespace Molecules.Tests.Particles;

/// <summary>The systems of the paper.</summary>
internal static class ParticleSystems
{
    internal static ParticleSystem Harmonic { get; } = new()
    {
        Potential = ParticlePotential.Harmonic, Mass = new SweepRange(1, 10), Stiffness = new SweepRange(1, 10), Start = new SweepRange(-10, -1),
    };

    internal static ParticleSystem LennardJonesWell { get; } = new()
    {
        Potential = ParticlePotential.LennardJonesWell, Mass = new SweepRange(1, 10), Start = new SweepRange(1, 3),
    };

    internal static ParticleSystem DoubleWell { get; } = new()
    {
        Potential = ParticlePotential.DoubleWell, Mass = new SweepRange(1, 10), Start = new SweepRange(-3.1, 3.1),
    };

    internal static ParticleSystem Rugged { get; } = new()
    {
        Potential = ParticlePotential.Rugged, Mass = new SweepRange(1, 10), Start = new SweepRange(-6.1, 6.1),
    };

    internal static ParticleSystem Periodic(int particles, double epsilon = 1, double sigma = 1) => new()
    {
        Potential = ParticlePotential.LennardJones, Particles = particles, Boundary = ParticleBoundary.Periodic, Size = 6, Epsilon = epsilon, Sigma = sigma,
        Mass = new SweepRange(1, 10), Start = new SweepRange(-3, 3),
    };

    internal static ParticleSystem Sphere(int particles, double epsilon = 1, double sigma = 1) =>
        Periodic(particles, epsilon, sigma) with { Boundary = ParticleBoundary.Sphere, Size = 3 };

    internal static ParticleSystem[] Wells => [Harmonic, LennardJonesWell, DoubleWell, Rugged];

    internal static ParticleSystem Named(string name) => name switch
    {
        "harmonic" => Harmonic,
        "lennard-jones-1d" => LennardJonesWell,
        "double-well" => DoubleWell,
        "rugged" => Rugged,
        _ when name.StartsWith("periodic-") => Periodic(int.Parse(name[9..])),
        _ when name.StartsWith("sphere-") => Sphere(int.Parse(name[7..])),
        _ => throw new ArgumentException(name),
    };
}

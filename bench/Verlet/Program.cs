using System.Diagnostics;
using LatentSim.Molecules.Particles;
using LatentSim.Molecules.Random;
using Molecules.Tests.Particles;

// Times a velocity Verlet step of each system of the paper on one core: written down plainly, and ours.
ParticleSystem well = new() { Potential = ParticlePotential.Harmonic, Start = new SweepRange(-10, -1) };
ParticleSystem fluid = new() { Potential = ParticlePotential.LennardJones, Boundary = ParticleBoundary.Periodic, Size = 6, Epsilon = 2, Start = new SweepRange(-3, 3) };
ParticleSystem ball = fluid with { Boundary = ParticleBoundary.Sphere, Size = 3 };
(string, ParticleSystem)[] systems =
[
    ("harmonic", well),
    ("lennard-jones-1d", well with { Potential = ParticlePotential.LennardJonesWell, Start = new SweepRange(2, 2) }),
    ("double-well", well with { Potential = ParticlePotential.DoubleWell, Start = new SweepRange(-2, -2) }),
    ("rugged", well with { Potential = ParticlePotential.Rugged, Start = new SweepRange(-6, -6) }),
    ("periodic, 3", fluid with { Particles = 3 }),
    ("periodic, 8", fluid with { Particles = 8 }),
    ("periodic, 16", fluid with { Particles = 16 }),
    ("sphere, 3", ball with { Particles = 3 }),
    ("sphere, 8", ball with { Particles = 8 }),
    ("sphere, 16", ball with { Particles = 16 }),
];
int rounds = args.Length > 0 ? int.Parse(args[0]) : 200;
Console.WriteLine($"{"system",-18}{"plain, ns",12}{"ours, ns",12}{"ratio",8}");
foreach ((string name, ParticleSystem system) in systems)
{
    ParticleState start = ParticleSweep.Draw(system, 1, 0, RandomPurpose.Start);
    PlainVerlet plain = new(system, start, 0.001);
    ParticleVerlet ours = new(system, start, 0.001);
    double plainTime = double.MaxValue;
    double ourTime = double.MaxValue;
    plain.Advance(50_000);
    ours.Advance(50_000);
    int steps = 1000;
    while (Nanoseconds(n => ours.Advance(n), steps) * steps < 500_000)
        steps *= 2;
    for (int round = 0; round < rounds; round++)
    {
        plainTime = Math.Min(plainTime, Nanoseconds(plain.Advance, steps));
        ourTime = Math.Min(ourTime, Nanoseconds(n => ours.Advance(n), steps));
    }

    Console.WriteLine($"{name,-18}{plainTime,12:F1}{ourTime,12:F1}{plainTime / ourTime,8:F1}");
}

// The least of many short times: what the machine does besides is in few of them.
static double Nanoseconds(Action<int> advance, int steps)
{
    long start = Stopwatch.GetTimestamp();
    advance(steps);
    return 1e9 * Stopwatch.GetElapsedTime(start).TotalSeconds / steps;
}

using LatentSim.Molecules.Particles;
using LatentSim.Molecules.Random;

namespace Molecules.Tests.Particles;

public sealed class ParticleVerletTests
{
    [Fact]
    public void AStepIsEquations4And5()
    {
        ParticleState start = new(2, 3, [-1.5], [0.7]);
        ParticleVerlet verlet = new(ParticleSystems.Harmonic, start, 0.01);
        verlet.Advance(1);
        double force = 3 * 1.5;
        double x = -1.5 + (0.01 * 0.7) + (0.01 * 0.01 / 4 * force);
        double v = 0.7 + (0.01 / 4 * (force - (3 * x)));
        Assert.Equal(x, verlet.Positions[0], 1e-15);
        Assert.Equal(v, verlet.Velocities[0], 1e-15);
        Assert.Equal((1, 0.01), (verlet.Step, verlet.Time));
    }

    [Theory]
    [InlineData("harmonic")]
    [InlineData("lennard-jones-1d")]
    [InlineData("double-well")]
    [InlineData("rugged")]
    [InlineData("periodic-16")]
    [InlineData("sphere-8")]
    public void WhereItIsDoesNotDependOnTheCallsThatBroughtItThere(string name)
    {
        ParticleSystem system = ParticleSystems.Named(name);
        ParticleState start = ParticleSweep.Draw(system, 3, 0, RandomPurpose.TrainingSweep);
        ParticleVerlet once = new(system, start, 0.002);
        ParticleVerlet often = new(system, start, 0.002);
        once.Advance(500);
        foreach (int steps in (int[])[1, 99, 0, 150, 250])
            often.Advance(steps);
        Assert.Equal(once.Positions.ToArray(), often.Positions.ToArray());
        Assert.Equal(once.Velocities.ToArray(), often.Velocities.ToArray());
        Assert.Equal(500, often.Step);
    }

    [Fact]
    public void TheHarmonicOscillatorIsAtItsPhase()
    {
        ParticleVerlet verlet = new(ParticleSystems.Harmonic, new ParticleState(10, 1, [-10], [0]), 0.001);
        double omega = Math.Sqrt(0.1);
        for (int i = 1; i <= 10; i++)
        {
            verlet.Advance(10_000);
            double phase = omega * verlet.Time;
            Assert.Equal(-10 * Math.Cos(phase), verlet.Positions[0], 1e-5);
            Assert.Equal(10 * omega * Math.Sin(phase), verlet.Velocities[0], 1e-5);
        }
    }

    [Fact]
    public void AFrameIsPositionsThenVelocities()
    {
        ParticleSystem system = ParticleSystems.Periodic(3);
        ParticleVerlet verlet = new(system, ParticleSweep.Draw(system, 1, 0, RandomPurpose.Start), 0.001);
        verlet.Advance(10);
        double[] frame = new double[18];
        verlet.CopyFrame(frame);
        Assert.Equal([.. verlet.Positions, .. verlet.Velocities], frame);
        ParticleEnergy energy = new(system);
        Assert.Equal(energy.Total(frame, system.Mass.At(0), 1), energy.Potential(verlet.Positions, 1) + (0.5 * frame[9..].Sum(v => v * v)), 1e-12);
        Assert.Equal(verlet.TotalEnergy, verlet.PotentialEnergy + verlet.KineticEnergy);
        Assert.Throws<ArgumentException>(() => verlet.CopyFrame(new double[9]));
    }

    [Fact]
    public void BadStartsAreRefused()
    {
        Assert.Throws<ArgumentException>(() => new ParticleVerlet(ParticleSystems.Harmonic, new ParticleState(1, 1, [1], [0]), 0));
        Assert.Throws<ArgumentException>(() => new ParticleVerlet(ParticleSystems.Harmonic, new ParticleState(1, 1, [1], [0]), -0.1));
        Assert.Throws<ArgumentException>(() => new ParticleVerlet(ParticleSystems.Harmonic, new ParticleState(0, 1, [1], [0]), 0.1));
        Assert.Throws<ArgumentException>(() => new ParticleVerlet(ParticleSystems.Harmonic, new ParticleState(1, 1, [1, 2], [0, 0]), 0.1));
        Assert.Throws<ArgumentException>(() => new ParticleVerlet(ParticleSystems.Sphere(1), new ParticleState(1, 1, [3, 1, 0], [0, 0, 0]), 0.1));
    }
}

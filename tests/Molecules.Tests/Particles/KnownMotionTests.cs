using LatentSim.Molecules.Particles;

namespace Molecules.Tests.Particles;

/// <summary>Motions that are known on paper.</summary>
public sealed class KnownMotionTests
{
    // U'' = 72 epsilon / (2^(1/3) sigma^2) at the bottom of the Lennard-Jones potential.
    private static readonly double BottomStiffness = 72 / Math.Pow(2, 1.0 / 3);
    private static readonly double Bottom = Math.Pow(2, 1.0 / 6);

    [Fact]
    public void ASmallSwingInTheLennardJonesWellHasThePeriodOfItsCurvature()
    {
        ParticleSystem system = ParticleSystems.LennardJonesWell with { Epsilon = 2 };
        double period = 2 * Math.PI / Math.Sqrt(2 * BottomStiffness / 3);
        RequireAfter(new ParticleVerlet(system, new ParticleState(3, 1, [Bottom + 1e-5], [0]), period / 2000), 1000, Bottom - 1e-5, 1e-9);
        RequireAfter(new ParticleVerlet(system, new ParticleState(3, 1, [Bottom + 1e-5], [0]), period / 2000), 2000, Bottom + 1e-5, 1e-9);
    }

    [Fact]
    public void TwoParticlesSwingWithTheirReducedMass()
    {
        double period = 2 * Math.PI / Math.Sqrt(BottomStiffness / (3.0 / 2));
        double half = 0.5 * (Bottom + 1e-5);
        ParticleVerlet verlet = new(ParticleSystems.Sphere(2), new ParticleState(3, 1, [half, 0, 0, -half, 0, 0], new double[6]), period / 2000);
        verlet.Advance(1000);
        Assert.Equal(Bottom - 1e-5, verlet.Positions[0] - verlet.Positions[3], 1e-9);
        verlet.Advance(1000);
        Assert.Equal(2 * half, verlet.Positions[0] - verlet.Positions[3], 1e-9);
    }

    [Fact]
    public void AParticleGoesToAndFroThroughTheSphere()
    {
        // 0.7 a step does not divide the diameter: the way after the wall counts.
        ParticleVerlet verlet = new(ParticleSystems.Sphere(1), new ParticleState(1, 1, [0, 0, 0], [0.42, 0, 0.56]), 1);
        for (int step = 1; step <= 1000; step++)
        {
            verlet.Advance(1);
            double way = ((0.7 * step) + 3) % 12;
            double along = way < 6 ? way - 3 : 9 - way;
            Assert.Equal(0.6 * along, verlet.Positions[0], 1e-11);
            Assert.Equal(0.8 * along, verlet.Positions[2], 1e-11);
            Assert.Equal(0.7, Math.Sqrt(2 * verlet.KineticEnergy), 1e-13);
        }
    }

    [Theory]
    [InlineData(0.7, 3)]
    [InlineData(1.2, 0.9)]
    [InlineData(25, 0.02)]
    public void AParticleThatIsReflectedKeepsItsChord(double timestep, double speed)
    {
        // Every chord of its way comes as near to the centre as the first, and no point is outside.
        ParticleVerlet verlet = new(ParticleSystems.Sphere(1), new ParticleState(2, 1, [2.9, 0, 0], [0.1 * speed, speed, 0]), timestep);
        double momentum = 2.9 * speed;
        double energy = verlet.KineticEnergy;
        for (int step = 0; step < 500; step++)
        {
            verlet.Advance(1);
            ReadOnlySpan<double> x = verlet.Positions;
            ReadOnlySpan<double> v = verlet.Velocities;
            Assert.InRange((x[0] * x[0]) + (x[1] * x[1]), 0, 9 * (1 + 1e-14));
            Assert.Equal(momentum, (x[0] * v[1]) - (x[1] * v[0]), 1e-12 * momentum);
            Assert.Equal(energy, verlet.KineticEnergy, 1e-12 * energy);
        }
    }

    [Fact]
    public void TheLennardJonesParticleOfThePaperTurnsWhereItsEnergySays()
    {
        // From rest at x = 2 it turns where 4 (s^2 - s) is again that of the start: the two solutions s = x^-6 add up to one.
        ParticleVerlet verlet = new(ParticleSystems.LennardJonesWell, new ParticleState(1, 1, [2], [0]), 0.001);
        double least = 2;
        for (int step = 0; step < 20_000; step++)
        {
            verlet.Advance(1);
            least = Math.Min(least, verlet.Positions[0]);
        }

        Assert.Equal(Math.Pow(1 - Math.Pow(2, -6), -1.0 / 6), least, 1e-5);
    }

    private static void RequireAfter(ParticleVerlet verlet, int steps, double position, double tolerance)
    {
        verlet.Advance(steps);
        Assert.Equal(position, verlet.Positions[0], tolerance);
    }
}

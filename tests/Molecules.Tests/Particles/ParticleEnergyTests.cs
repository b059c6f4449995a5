using LatentSim.Molecules.Particles;
using LatentSim.Molecules.Random;
using Molecules.Tests.Potentials;

namespace Molecules.Tests.Particles;

public sealed class ParticleEnergyTests
{
    [Theory]
    [InlineData("harmonic", -10.0)]
    [InlineData("harmonic", 0.3)]
    [InlineData("lennard-jones-1d", 0.95)]
    [InlineData("lennard-jones-1d", 1.2)]
    [InlineData("lennard-jones-1d", 5.1)]
    [InlineData("double-well", -3.1)]
    [InlineData("double-well", 0.4)]
    [InlineData("rugged", -6.1)]
    [InlineData("rugged", 0.02)]
    [InlineData("rugged", 3.33)]
    public void TheForceOfAWellIsMinusTheGradientOfItsEnergy(string system, double x)
    {
        ParticleEnergy energy = new(ParticleSystems.Named(system) with { Epsilon = 2, Sigma = 1.1 });
        NumericalGradient.RequireForces((positions, forces) => energy.Forces(positions, 3.5, forces), [x]);
    }

    [Theory]
    [InlineData("periodic-3")]
    [InlineData("periodic-8")]
    [InlineData("periodic-16")]
    [InlineData("periodic-18")]
    [InlineData("sphere-3")]
    [InlineData("sphere-8")]
    [InlineData("sphere-16")]
    public void TheForcesOfAFluidAreMinusTheGradientOfItsEnergy(string name)
    {
        ParticleSystem system = ParticleSystems.Named(name) with { Epsilon = 2, Sigma = 0.9 };
        ParticleEnergy energy = new(system);
        for (int index = 0; index < 5; index++)
        {
            double[] positions = ParticleSweep.Draw(system, 1, index, RandomPurpose.TrainingSweep).Positions;
            if (system.Boundary == ParticleBoundary.Periodic)
                positions[4] += 2 * system.Size;
            NumericalGradient.RequireForces((x, forces) => energy.Forces(x, 1, forces), positions);
        }
    }

    [Fact]
    public void TheRuggedPotentialHasTheNumbersOfItsEquation()
    {
        // Equation 13 at x = -5: (625 + 125 - 400 - 20 + 48) / 50 + 0; equation 14 there: (500 + 75 - 160 - 4) / 50 - 6.
        double[] force = new double[1];
        Assert.Equal(378.0 / 50, new ParticleEnergy(ParticleSystems.Rugged).Forces([-5.0], 1, force), 1e-12);
        Assert.Equal((411.0 / 50) - 6, force[0], 1e-12);
    }

    [Fact]
    public void TwoParticlesHaveTheEnergyOfTheirDistance()
    {
        ParticleEnergy sphere = new(ParticleSystems.Sphere(2, epsilon: 2, sigma: 1.5));
        double[] forces = new double[6];
        Assert.Equal(0, sphere.Potential([0.75, 0, 0, -0.75, 0, 0], 1), 1e-12);
        double bottom = 1.5 * Math.Pow(2, 1.0 / 6);
        Assert.Equal(-2, sphere.Forces([0, 0, 0, 0, bottom, 0], 1, forces), 1e-12);
        Assert.All(forces, force => Assert.Equal(0, force, 1e-11));
    }

    [Fact]
    public void EnergyAndForceVanishAtHalfTheEdgeAndBeyond()
    {
        ParticleEnergy energy = new(ParticleSystems.Periodic(2));
        double[] forces = new double[6];
        double plain = Plain(2);
        double atCutoff = Plain(3);
        double slopeAtCutoff = ((-48 * Math.Pow(3, -13)) + (24 * Math.Pow(3, -7)));
        Assert.Equal(plain - atCutoff + ((3 - 2) * slopeAtCutoff), energy.Potential([0, 0, 0, 2, 0, 0], 1), 1e-14);
        Assert.Equal(0, energy.Forces([0, 0, 0, 2.9999999, 0, 0], 1, forces), 1e-12);
        Assert.All(forces, force => Assert.Equal(0, force, 1e-8));
        Assert.Equal(0, energy.Forces([0, 0, 0, 3, 3, 0], 1, forces));
        Assert.All(forces, force => Assert.Equal(0, force));
    }

    [Fact]
    public void ImagesAreAllTheSame()
    {
        ParticleEnergy energy = new(ParticleSystems.Periodic(2));
        double inside = energy.Potential([2.5, 0, 1, -2.5, 0, 1], 1);
        Assert.Equal(energy.Potential([0, 0, 0, 1, 0, 0], 1), inside, 1e-13);
        Assert.Equal(inside, energy.Potential([2.5 + 60, -6, 1, -2.5, 0, 13], 1), 1e-12);
    }

    [Fact]
    public void TheTotalIsOfPositionsAndVelocities()
    {
        ParticleEnergy energy = new(ParticleSystems.Harmonic);
        Assert.Equal((0.5 * 4 * 9) + (0.5 * 10 * 4), energy.Total([3, -2], 10, 4), 1e-12);
    }

    [Fact]
    public void WrongLengthsAreRefused()
    {
        ParticleEnergy energy = new(ParticleSystems.Periodic(3));
        Assert.Throws<ArgumentException>(() => energy.Potential(new double[6], 1));
        Assert.Throws<ArgumentException>(() => energy.Forces(new double[9], 1, new double[3]));
        Assert.Throws<ArgumentException>(() => energy.Total(new double[9], 1, 1));
        Assert.Throws<ArgumentException>(() => new ParticleEnergy(ParticleSystems.Harmonic with { Particles = 2 }));
    }

    private static double Plain(double r) => 4 * (Math.Pow(r, -12) - Math.Pow(r, -6));
}

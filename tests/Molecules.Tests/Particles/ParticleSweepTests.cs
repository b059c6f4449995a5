using LatentSim.Molecules;
using LatentSim.Molecules.Particles;
using LatentSim.Molecules.Random;

namespace Molecules.Tests.Particles;

public sealed class ParticleSweepTests
{
    [Fact]
    public void ParametersAreUniformInTheirRanges()
    {
        const int Draws = 2000;
        ParticleState[] states = [.. Enumerable.Range(0, Draws).Select(i => ParticleSweep.Draw(ParticleSystems.Harmonic, 7, i, RandomPurpose.TrainingSweep))];
        Func<ParticleState, double>[] fractions = [state => (state.Mass - 1) / 9, state => (state.Stiffness - 1) / 9, state => (state.Positions[0] + 10) / 9];
        foreach (Func<ParticleState, double> fraction in fractions)
        {
            double[] values = [.. states.Select(fraction)];
            Assert.All(values, value => Assert.InRange(value, 0, 1));

            // Five standard errors of the mean, and of the mean square: false alarms below 1e-6 each; the seed is fixed.
            Assert.Equal(0.5, values.Average(), 5 * 0.289 / Math.Sqrt(Draws));
            Assert.Equal(1 / 3.0, values.Average(value => value * value), 5 * 0.298 / Math.Sqrt(Draws));
        }

        Assert.All(states, state => Assert.Equal(0, state.Velocities[0]));
    }

    [Theory]
    [InlineData("periodic-16")]
    [InlineData("sphere-16")]
    public void ParticlesStartInsideAndApart(string name)
    {
        ParticleSystem system = ParticleSystems.Named(name);
        for (int index = 0; index < 50; index++)
        {
            double[] x = ParticleSweep.Draw(system, 7, index, RandomPurpose.HeldOutSweep).Positions;
            for (int i = 0; i < x.Length; i += 3)
            {
                Assert.All(x[i..(i + 3)], coordinate => Assert.InRange(coordinate, -3, 3));
                if (system.Boundary == ParticleBoundary.Sphere)
                    Assert.InRange(Math.Sqrt((x[i] * x[i]) + (x[i + 1] * x[i + 1]) + (x[i + 2] * x[i + 2])), 0, 3);
                for (int j = 0; j < i; j += 3)
                    Assert.True(Distance(system, x, i, j) >= 0.9);
            }
        }
    }

    [Fact]
    public void ADrawDependsOnSeedIndexAndPurpose()
    {
        double[] draw = ParticleSweep.Draw(ParticleSystems.Periodic(3), 7, 5, RandomPurpose.TrainingSweep).Positions;
        Assert.Equal(draw, ParticleSweep.Draw(ParticleSystems.Periodic(3), 7, 5, RandomPurpose.TrainingSweep).Positions);
        Assert.NotEqual(draw, ParticleSweep.Draw(ParticleSystems.Periodic(3), 8, 5, RandomPurpose.TrainingSweep).Positions);
        Assert.NotEqual(draw, ParticleSweep.Draw(ParticleSystems.Periodic(3), 7, 6, RandomPurpose.TrainingSweep).Positions);
        Assert.NotEqual(draw, ParticleSweep.Draw(ParticleSystems.Periodic(3), 7, 5, RandomPurpose.HeldOutSweep).Positions);
    }

    [Fact]
    public void ParticlesThatDoNotFitAreAnErrorThatSaysSo()
    {
        ParticleSystem full = ParticleSystems.Periodic(60) with { Size = 3 };
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => ParticleSweep.Draw(full, 1, 0, RandomPurpose.TrainingSweep));
        Assert.Contains("60 particles do not fit", error.Message);
    }

    private static double Distance(ParticleSystem system, double[] x, int i, int j)
    {
        double square = 0;
        for (int k = 0; k < 3; k++)
        {
            double separation = x[i + k] - x[j + k];
            if (system.Boundary == ParticleBoundary.Periodic)
                separation = ParticleBox.MinimumImage(separation, system.Size);
            square += separation * separation;
        }

        return Math.Sqrt(square);
    }
}

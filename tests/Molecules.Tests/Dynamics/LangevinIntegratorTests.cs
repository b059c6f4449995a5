using LatentSim.Molecules.Dynamics;
using LatentSim.Molecules.Potentials;
using Molecules.Tests.Potentials;

namespace Molecules.Tests.Dynamics;

public sealed class LangevinIntegratorTests
{
    private const double Mass = 110;
    private static readonly GoModel Protein = new(TrpCage.Native, new GoModelParameters(2) { ContactCutoff = 1, Contacts = ContactForm.Desolvation });
    private static readonly double[] Native = [.. TrpCage.Native.Select(x => (double)x)];

    [Fact]
    public void WithoutFrictionTheErrorOfTheEnergyFallsWithTheSquareOfTheTimestep()
    {
        double coarse = LargestDrift(0.01);
        double fine = LargestDrift(0.005);

        Assert.True(coarse < 2, $"the energy wanders by {coarse} kJ/mol");
        Assert.InRange(coarse / fine, 3, 5.5);
    }

    // Leimkuhler and Matthews 2013: positions are exact for oscillators at any stable timestep; velocities are too cold by (omega dt / 2)^2.
    // 400 oscillators, 100 samples that are nearly independent: relative deviation of a variance 0.007; five of them, once in a million.
    [Theory]
    [InlineData(0.2)]
    [InlineData(1.2)]
    public void AnOscillatorHasItsExactVariance(double timestep)
    {
        const int Count = 400;
        var settings = new LangevinSettings(timestep, 1, 2.5, 5);
        var dynamics = new LangevinIntegrator(new Oscillators(Count, 3), Filled(Count, 3), new double[Count], settings, 0);
        double positions = 0;
        double velocities = 0;
        dynamics.Advance((long)(20 / timestep));
        const int Samples = 100;
        for (int sample = 0; sample < Samples; sample++)
        {
            dynamics.Advance((long)(6 / timestep));
            positions += dynamics.Positions.ToArray().Sum(x => x * x) / (Count * Samples);
            velocities += dynamics.Velocities.ToArray().Sum(v => v * v) / (Count * Samples);
        }

        const double Exact = 2.5 / 3;
        Assert.InRange(positions / Exact, 0.965, 1.035);
        Assert.InRange(velocities / (Exact * (1 - (timestep * timestep / 4))), 0.965, 1.035);
    }

    // 60 velocities, 120 samples a relaxation time apart: relative deviation 0.019; more than five of them, less than once in a million.
    [Fact]
    public void EveryVelocityOfAProteinHasItsShareOfHeat()
    {
        var dynamics = new LangevinIntegrator(Protein, Filled(60, Mass), Native, new LangevinSettings(0.005, 5, 2.5, 6), 3);
        double kinetic = 0;
        for (int sample = 0; sample < 120; sample++)
        {
            dynamics.Advance(40);
            kinetic += dynamics.KineticEnergy / 120;
        }

        Assert.InRange(kinetic / (30 * 2.5), 0.9, 1.1);
    }

    [Fact]
    public void ATrajectoryIsAFunctionOfItsSeedAndIndex()
    {
        double[] first = After(100, seed: 8, trajectory: 2);

        Assert.Equal(first, After(100, seed: 8, trajectory: 2));
        Assert.Equal(first, InPieces(100, seed: 8, trajectory: 2));
        Assert.NotEqual(first, After(100, seed: 9, trajectory: 2));
        Assert.NotEqual(first, After(100, seed: 8, trajectory: 3));
    }

    [Fact]
    public void NothingIsAllocatedPerStep()
    {
        var dynamics = new LangevinIntegrator(Protein, Filled(60, Mass), Native, new LangevinSettings(0.01, 1, 2.5, 1), 0);
        dynamics.Advance(100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        dynamics.Advance(1000);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void ATimestepThatIsTooLongIsNamed()
    {
        var dynamics = new LangevinIntegrator(new Oscillators(1, 3), [1], [1], new LangevinSettings(5, 0, 0, 1), 0);

        var error = Assert.Throws<InvalidOperationException>(() => dynamics.Advance(5000));

        Assert.Contains("5 ps", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BadInputIsRefused()
    {
        var good = new LangevinSettings(0.01, 1, 2.5, 1);
        var potential = new Oscillators(2, 1);

        Assert.Throws<ArgumentException>(() => new LangevinIntegrator(potential, [1], [0, 0], good, 0));
        Assert.Throws<ArgumentException>(() => new LangevinIntegrator(potential, [1, 1], [0], good, 0));
        Assert.Throws<ArgumentException>(() => new LangevinIntegrator(potential, [1, 0], [0, 0], good, 0));
        Assert.Throws<ArgumentException>(() => new LangevinIntegrator(potential, [1, 1], [0, double.NaN], good, 0));
        Assert.Throws<ArgumentException>(() => new LangevinIntegrator(potential, [1, 1], [0, 0], good with { TimeStep = 0 }, 0));
        Assert.Throws<ArgumentException>(() => new LangevinIntegrator(potential, [1, 1], [0, 0], good with { Friction = -1 }, 0));
        Assert.Throws<ArgumentException>(() => new LangevinIntegrator(potential, [1, 1], [0, 0], good with { ThermalEnergy = double.NaN }, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LangevinIntegrator(potential, [1, 1], [0, 0], good, -1));
    }

    private static double LargestDrift(double timestep)
    {
        var dynamics = new LangevinIntegrator(Protein, Filled(60, Mass), Native, new LangevinSettings(timestep, 0, 2.5, 4), 0);
        double start = dynamics.PotentialEnergy + dynamics.KineticEnergy;
        double largest = 0;
        for (double time = 0; time < 4; time += timestep)
        {
            dynamics.Advance(1);
            largest = Math.Max(largest, Math.Abs(dynamics.PotentialEnergy + dynamics.KineticEnergy - start));
        }

        return largest;
    }

    private static double[] After(long steps, ulong seed, int trajectory)
    {
        var dynamics = new LangevinIntegrator(Protein, Filled(60, Mass), Native, new LangevinSettings(0.01, 1, 2.5, seed), trajectory);
        dynamics.Advance(steps);
        return dynamics.Positions.ToArray();
    }

    private static double[] InPieces(long steps, ulong seed, int trajectory)
    {
        var dynamics = new LangevinIntegrator(Protein, Filled(60, Mass), Native, new LangevinSettings(0.01, 1, 2.5, seed), trajectory);
        for (long i = 0; i < steps; i++)
            dynamics.Advance(1);
        return dynamics.Positions.ToArray();
    }

    private static double[] Filled(int count, double value) => [.. Enumerable.Repeat(value, count)];
}

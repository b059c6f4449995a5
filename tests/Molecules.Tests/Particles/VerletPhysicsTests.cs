using LatentSim.Molecules.Particles;
using LatentSim.Molecules.Random;

namespace Molecules.Tests.Particles;

/// <summary>What velocity Verlet promises: order two, no drift, reversibility, and the conservation laws of each system.</summary>
public sealed class VerletPhysicsTests
{
    public static TheoryData<string> Systems => ["harmonic", "lennard-jones-1d", "double-well", "rugged", "periodic-3", "periodic-16", "sphere-8"];

    [Theory]
    [MemberData(nameof(Systems))]
    public void HalfTheTimestepMakesAQuarterOfTheError(string name)
    {
        (ParticleSystem system, ParticleState start) = Start(name);
        double[] coarse = At(system, start, 0.5, 500);
        double[] middle = At(system, start, 0.5, 1000);
        double[] fine = At(system, start, 0.5, 2000);
        double ratio = Distance(coarse, middle) / Distance(middle, fine);
        Assert.InRange(ratio, 3.8, 4.2);
    }

    [Fact]
    public void TheErrorOfTheHarmonicOscillatorIsThatOfTheMethod()
    {
        // Verlet's frequency is too high by the relative (omega dt)^2 / 24.
        double omega = Math.Sqrt(4.0 / 2);
        foreach (double dt in (double[])[0.02, 0.01])
        {
            ParticleVerlet verlet = new(ParticleSystems.Harmonic, new ParticleState(2, 4, [-3], [0]), dt);
            verlet.Advance((long)Math.Round(50 / dt));
            double phaseError = omega * 50 * omega * omega * dt * dt / 24;
            Assert.Equal(3 * phaseError * Math.Sin(omega * 50), verlet.Positions[0] + (3 * Math.Cos(omega * 50)), 0.01 * phaseError);
        }
    }

    // The energy deviates by the order of the timestep's square and returns; the means of the first and the second half of the time are the same
    // but for how they sample the oscillation.
    [Theory]
    [InlineData("harmonic", 1_000_000, 1e-6)]
    [InlineData("lennard-jones-1d", 1_000_000, 1e-3)]
    [InlineData("double-well", 1_000_000, 1e-5)]
    [InlineData("rugged", 1_000_000, 1e-3)]
    [InlineData("periodic-8", 20_000, 1e-3)]
    [InlineData("sphere-8", 20_000, 1e-3)]
    public void TheEnergyStays(string name, int steps, double bound)
    {
        (ParticleSystem system, ParticleState start) = Start(name);
        ParticleVerlet verlet = new(system, start, 0.001);
        double energy = verlet.TotalEnergy;
        const int Samples = 1000;
        double[] deviations = new double[Samples];
        for (int i = 0; i < Samples; i++)
        {
            verlet.Advance(steps / Samples);
            deviations[i] = (verlet.TotalEnergy - energy) / Math.Abs(energy);
        }

        Assert.InRange(deviations.Max(Math.Abs), 0.01 * bound, bound);
        Assert.Equal(deviations[..500].Average(), deviations[500..].Average(), 0.1 * bound);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void ReversedVelocitiesLeadBack(string name)
    {
        (ParticleSystem system, ParticleState start) = Start(name);
        ParticleVerlet forth = new(system, start, 0.001);
        forth.Advance(1000);
        ParticleState turned = start with { Positions = [.. forth.Positions], Velocities = [.. forth.Velocities.ToArray().Select(v => -v)] };
        ParticleVerlet back = new(system, turned, 0.001);
        back.Advance(1000);
        Assert.True(Distance(start.Positions, forth.Positions) > 0.01, "nothing has moved");
        Assert.True(Distance(start.Positions, back.Positions) < 1e-9);
    }

    [Fact]
    public void MomentumIsConservedInTheCube()
    {
        (ParticleSystem system, ParticleState start) = Start("periodic-16");
        ParticleVerlet verlet = new(system, start, 0.001);
        verlet.Advance(2000);
        Assert.True(verlet.KineticEnergy > 1);
        for (int axis = 0; axis < 3; axis++)
            Assert.Equal(0, Enumerable.Range(0, 16).Sum(i => verlet.Velocities[(3 * i) + axis]), 1e-12);
    }

    [Fact]
    public void AngularMomentumIsConservedInTheSphere()
    {
        (ParticleSystem system, ParticleState start) = Start("sphere-8");
        double[] velocities = [.. Enumerable.Range(0, 24).Select(i => 5 * Math.Sin(i + 1.0))];
        ParticleVerlet verlet = new(system, start with { Velocities = velocities }, 0.001);
        double[] before = AngularMomentum(verlet);
        verlet.Advance(5000);
        double[] after = AngularMomentum(verlet);
        Assert.True(before.Max(Math.Abs) > 1);
        for (int axis = 0; axis < 3; axis++)
            Assert.Equal(before[axis], after[axis], 1e-10);
    }

    [Theory]
    [InlineData("periodic-3", 0.4)]
    [InlineData("sphere-3", 0.4)]
    [InlineData("lennard-jones-1d", 1.0)]
    [InlineData("rugged", 4.0)]
    public void ATimestepThatIsTooLongEndsAllTheSame(string name, double timestep)
    {
        (ParticleSystem system, ParticleState start) = Start(name);
        ParticleVerlet verlet = new(system, start, timestep);
        verlet.Advance(1000);
        Assert.Equal(1000, verlet.Step);
    }

    // The trajectories that the paper shows, and fluids from a drawn start.
    private static (ParticleSystem System, ParticleState Start) Start(string name)
    {
        ParticleSystem system = ParticleSystems.Named(name) with { Mass = new SweepRange(1, 1) };
        ParticleState start = ParticleSweep.Draw(system, 4, 2, RandomPurpose.Start);
        return (system, name switch
        {
            "harmonic" => start with { Mass = 10, Stiffness = 1, Positions = [-10] },
            "lennard-jones-1d" => start with { Positions = [2] },
            "double-well" => start with { Positions = [-2] },
            "rugged" => start with { Positions = [-6] },
            _ => start,
        });
    }

    private static double[] At(ParticleSystem system, ParticleState start, double time, int steps)
    {
        ParticleVerlet verlet = new(system, start, time / steps);
        verlet.Advance(steps);
        return verlet.Positions.ToArray();
    }

    private static double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double square = 0;
        for (int i = 0; i < a.Length; i++)
            square += (a[i] - b[i]) * (a[i] - b[i]);
        return Math.Sqrt(square);
    }

    private static double[] AngularMomentum(ParticleVerlet verlet)
    {
        ReadOnlySpan<double> x = verlet.Positions;
        ReadOnlySpan<double> v = verlet.Velocities;
        double[] sum = new double[3];
        for (int i = 0; i < x.Length; i += 3)
            for (int axis = 0; axis < 3; axis++)
            {
                int next = i + ((axis + 1) % 3);
                int last = i + ((axis + 2) % 3);
                sum[axis] += (x[next] * v[last]) - (x[last] * v[next]);
            }

        return sum;
    }
}

using LatentSim.Models.Integrators;
using LatentSim.Molecules.Particles;
using static Models.Tests.Integrators.SymplecticSamples;

namespace Models.Tests.Integrators;

public sealed class SymplecticIntegratorTests
{
    private const double Timestep = 0.1;

    public static TheoryData<ParticleBoundary, int> Systems => new()
    {
        { ParticleBoundary.Periodic, 1 }, { ParticleBoundary.Periodic, 2 }, { ParticleBoundary.Periodic, 3 }, { ParticleBoundary.Periodic, 8 },
        { ParticleBoundary.Periodic, 13 }, { ParticleBoundary.Periodic, 16 }, { ParticleBoundary.Sphere, 3 }, { ParticleBoundary.Sphere, 16 },
    };

    // M^T J M = J for the Jacobian of the map of two particles, by central differences of step 1e-6, whose own error is some 1e-9.
    [Theory]
    [InlineData(ParticleBoundary.Periodic)]
    [InlineData(ParticleBoundary.Sphere)]
    public void TheMapOfTwoParticlesIsSymplectic(ParticleBoundary boundary)
    {
        ParticleSystem system = Of(boundary, 2);
        IIntegrator integrator = Weights.CreateIntegrator(system, Timestep);
        double[] frame = [0.5, 0.2, -0.3, 0.9, -0.6, 0.1, 0.4, -0.2, 0.3, -0.5, 0.3, 0.1];
        double[,] jacobian = new double[12, 12];
        for (int column = 0; column < 12; column++)
        {
            double[] up = [.. frame];
            double[] down = [.. frame];
            up[column] += 1e-6;
            down[column] -= 1e-6;
            up = Advance(integrator, up, 1);
            down = Advance(integrator, down, 1);
            for (int row = 0; row < 12; row++)
                jacobian[row, column] = (up[row] - down[row]) / 2e-6;
        }

        for (int a = 0; a < 12; a++)
        {
            for (int b = 0; b < 12; b++)
            {
                double sum = 0;
                for (int k = 0; k < 6; k++)
                    sum += (jacobian[k, a] * jacobian[k + 6, b]) - (jacobian[k + 6, a] * jacobian[k, b]);
                Assert.Equal(b == a + 6 ? 1 : b == a - 6 ? -1 : 0, sum, 1e-6);
            }
        }
    }

    // In the coordinates of its stages the map is reversible exactly; the processor is so but for a rest of high order.
    [Theory]
    [InlineData(ParticleBoundary.Periodic)]
    [InlineData(ParticleBoundary.Sphere)]
    public void WithoutAProcessorTheWayBackIsTheWayThere(ParticleBoundary boundary)
    {
        ParticleSystem system = Of(boundary, 8);
        IIntegrator integrator = (Weights with { Processor = new double[SymplecticWeights.ProcessorLength] }).CreateIntegrator(system, Timestep);
        double[] frame = Frame(system, 1, 1);
        double[] there = Advance(integrator, frame, 1, 5);
        double[] back = Reversed(Advance(integrator, Reversed(there), 1, 5));
        AssertFrames(frame, back, 1e-9);
    }

    [Fact]
    public void MomentumIsConserved()
    {
        ParticleSystem system = Periodic(16);
        foreach (bool projection in (bool[])[false, true])
        {
            double[] frame = Frame(system, 1, 2);
            frame[48] += 3;
            double[] after = Advance((Weights with { Projection = projection }).CreateIntegrator(system, 0.4), frame, 1, 100);
            for (int axis = 0; axis < 3; axis++)
                Assert.Equal(Momentum(frame, axis), Momentum(after, axis), 1e-10);
        }
    }

    [Fact]
    public void AngularMomentumIsConservedInTheSphere()
    {
        ParticleSystem system = Sphere(8);
        double[] frame = Frame(system, 1, 3);
        for (int i = 0; i < 8; i++)
            frame[24 + (3 * i)] -= 0.3 * frame[(3 * i) + 1];
        double[] after = Advance(Weights.CreateIntegrator(system, 0.4), frame, 1, 50);
        Assert.Equal(AngularMomentum(frame), AngularMomentum(after), 1e-9);
    }

    [Fact]
    public void ATranslationOfTheCubeAndARotationOfTheSphereGoThroughTheMap()
    {
        double[] frame = Frame(Periodic(8), 1, 4);
        IIntegrator periodic = Weights.CreateIntegrator(Periodic(8), Timestep);
        double[] moved = [.. frame.Select((value, i) => i < 24 ? value + 1.7 : value)];
        double[] expected = [.. Advance(periodic, frame, 1).Select((value, i) => i < 24 ? value + 1.7 : value)];
        AssertFrames(expected, Advance(periodic, moved, 1), 1e-10);

        frame = Frame(Sphere(8), 1, 4);
        IIntegrator sphere = Weights.CreateIntegrator(Sphere(8), Timestep);
        AssertFrames(Rotated(Advance(sphere, frame, 1, 3)), Advance(sphere, Rotated(frame), 1, 3), 1e-8);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void AnotherOrderOfParticlesIsTheSameTrajectory(ParticleBoundary boundary, int particles)
    {
        ParticleSystem system = Of(boundary, particles);
        IIntegrator integrator = Weights.CreateIntegrator(system, Timestep);
        double[] frame = Frame(system, 1, 5);
        AssertFrames(Turned(Advance(integrator, frame, 1)), Advance(integrator, Turned(frame), 1), 1e-10);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void VectorsAndPlainArithmeticGiveTheSameBits(ParticleBoundary boundary, int particles)
    {
        ParticleSystem system = Of(boundary, particles);
        double[] frame = Frame(system, 2, 6);
        double[] vectors = Advance(new SymplecticIntegrator(Weights, system, Timestep), frame, 2, 5);
        double[] plain = Advance(new SymplecticIntegrator(Weights, system, Timestep, isVectorized: false), frame, 2, 5);
        Assert.Equal(plain, vectors);
    }

    // With nothing learned the map is the leapfrog, which agrees with Verlet to the order of the stage squared: 1e-3 of a stage gives 1e-6.
    [Theory]
    [MemberData(nameof(Systems))]
    public void WithNothingLearnedItIsTheLeapfrog(ParticleBoundary boundary, int particles)
    {
        ParticleSystem system = Of(boundary, particles);
        double[] frame = Frame(system, 3, 7);
        double[] after = Advance((Plain with { Spacing = 0.0005 }).CreateIntegrator(system, Timestep), frame, 3);
        int half = frame.Length / 2;
        ParticleVerlet verlet = new(system, new ParticleState(3, 1, frame[..half], frame[half..]), 0.00025);
        verlet.Advance(400);
        Assert.All(Enumerable.Range(0, half), i => Assert.Equal(verlet.Positions[i], after[i], 1e-5));
    }

    [Fact]
    public void AWalkerDoesNotDependOnTheWalkersBesideIt()
    {
        ParticleSystem system = Periodic(8);
        IIntegrator integrator = (Weights with { Projection = true }).CreateIntegrator(system, Timestep);
        double[][] frames = [.. Enumerable.Range(0, 5).Select(i => Frame(system, 1 + i, i))];
        double[] together = [.. frames.SelectMany((frame, i) => State(integrator, frame, 1 + i))];
        for (int step = 0; step < 3; step++)
            integrator.Step(together);
        for (int i = 0; i < 5; i++)
            Assert.Equal(
                Advance((Weights with { Projection = true }).CreateIntegrator(system, Timestep), frames[i], 1 + i, 3),
                together[((i * integrator.StateLength) + 2)..((i + 1) * integrator.StateLength)]);
    }

    [Fact]
    public void AMassOnlySetsTheScaleOfTime()
    {
        ParticleSystem system = Periodic(8);
        double[] light = Frame(system, 1, 8);
        double[] heavy = [.. light.Select((value, i) => i < 24 ? value : value / 2)];
        double[] lightAfter = Advance(Weights.CreateIntegrator(system, 0.1), light, 1);
        double[] heavyAfter = Advance(Weights.CreateIntegrator(system, 0.2), heavy, 4);
        AssertFrames([.. lightAfter.Select((value, i) => i < 24 ? value : value / 2)], heavyAfter, 1e-11);
    }

    [Fact]
    public void ProjectionReturnsToTheEnergyOfTheStart()
    {
        ParticleSystem system = Sphere(8);
        ParticleEnergy energy = new(system);
        double[] frame = Frame(system, 1, 9);
        double[] after = Advance((Weights with { Projection = true, Spacing = 0.04 }).CreateIntegrator(system, 0.4), frame, 1, 20);
        Assert.Equal(energy.Total(frame, 1, 1), energy.Total(after, 1, 1), 1e-9);
    }

    [Fact]
    public void AStepAllocatesNothing()
    {
        ParticleSystem system = Periodic(16);
        IIntegrator integrator = (Weights with { Projection = true }).CreateIntegrator(system, Timestep);
        double[] state = State(integrator, Frame(system, 1, 10), 1);
        integrator.Step(state);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
            integrator.Step(state);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void AStateThatIsNoNumberStaysNone()
    {
        ParticleSystem system = Periodic(8);
        double[] frame = Frame(system, 1, 11);
        frame[3] = double.NaN;
        Assert.Contains(Advance(Weights.CreateIntegrator(system, Timestep), frame, 1), double.IsNaN);
    }

    [Fact]
    public void OtherSystemsAreRefused()
    {
        ParticleSystem harmonic = new() { Potential = ParticlePotential.Harmonic, Start = new SweepRange(-1, 1) };
        Assert.NotNull(Weights.Problem(harmonic));
        Assert.Throws<ArgumentException>(() => Weights.CreateIntegrator(harmonic, 0.1));
        Assert.Throws<ArgumentException>(() => (Weights with { Spacing = 1e-9 }).CreateIntegrator(Periodic(3), 4));
    }

    private static ParticleSystem Of(ParticleBoundary boundary, int particles) => boundary == ParticleBoundary.Periodic ? Periodic(particles) : Sphere(particles);

    private static void AssertFrames(double[] expected, double[] actual, double tolerance) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));

    private static double[] Reversed(double[] frame) => [.. frame.Select((value, i) => i < frame.Length / 2 ? value : -value)];

    // The first particle becomes the last.
    private static double[] Turned(double[] frame)
    {
        int half = frame.Length / 2;
        return [.. frame[3..half], .. frame[..3], .. frame[(half + 3)..], .. frame[half..(half + 3)]];
    }

    // By 0.7 radians around z.
    private static double[] Rotated(double[] frame)
    {
        (double sine, double cosine) = Math.SinCos(0.7);
        double[] rotated = [.. frame];
        for (int i = 0; i < frame.Length; i += 3)
            (rotated[i], rotated[i + 1]) = ((cosine * frame[i]) - (sine * frame[i + 1]), (sine * frame[i]) + (cosine * frame[i + 1]));
        return rotated;
    }

    private static double Momentum(double[] frame, int axis) => Enumerable.Range(0, frame.Length / 6).Sum(i => frame[(frame.Length / 2) + (3 * i) + axis]);

    private static double AngularMomentum(double[] frame)
    {
        int half = frame.Length / 2;
        return Enumerable.Range(0, half / 3).Sum(i => (frame[3 * i] * frame[half + (3 * i) + 1]) - (frame[(3 * i) + 1] * frame[half + (3 * i)]));
    }
}

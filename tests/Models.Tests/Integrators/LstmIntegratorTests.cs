using LatentSim.Models.Integrators;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Particles;

namespace Models.Tests.Integrators;

public sealed class LstmIntegratorTests
{
    public static TheoryData<int, int, int[], Activation, bool> Shapes() => new()
    {
        { 1, 5, [32, 32], Activation.Relu, false },
        { 16, 5, [32, 32], Activation.Relu, false },
        { 3, 2, [20, 7], Activation.Tanh, false },
        { 8, 1, [33], Activation.Identity, true },
        { 1, 3, [5, 16, 40], Activation.Swish, true },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void FollowsItsEquations(int particles, int window, int[] units, Activation activation, bool residual)
    {
        ParticleSystem system = particles == 1 ? RandomLstm.Oscillator : RandomLstm.Fluid(particles);
        LstmIntegratorWeights weights = RandomLstm.Weights(system, window, units, activation, residual);
        IIntegrator integrator = weights.CreateIntegrator(system, 0.4);
        double[] states = RandomLstm.States(integrator, 4);
        double[] before = [.. states];
        integrator.Step(states);

        for (int walker = 0; walker < 4; walker++)
        {
            ReadOnlySpan<double> old = before.AsSpan(walker * integrator.StateLength, integrator.StateLength);
            ReadOnlySpan<double> state = states.AsSpan(walker * integrator.StateLength, integrator.StateLength);
            Assert.Equal(old[integrator.FrameLength..].ToArray(), state[..^integrator.FrameLength].ToArray());
            double[] expected = LstmReference.Next(weights, old);
            for (int i = 0; i < expected.Length; i++)
                Assert.Equal(0, Math.IEEERemainder(expected[i] - state[state.Length - expected.Length + i], Period(system, weights, i)), 1e-5);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AWalkerDoesNotDependOnTheWalkersBesideIt(bool residual)
    {
        ParticleSystem system = RandomLstm.Fluid(3);
        IIntegrator integrator = RandomLstm.Weights(system, residual: residual).CreateIntegrator(system, 0.4);
        const int Walkers = 61;
        double[] together = RandomLstm.States(integrator, Walkers);
        foreach (int group in new[] { 1, 2, 5, 30 })
        {
            double[] whole = [.. together];
            double[] parts = [.. together];
            for (int step = 0; step < 3; step++)
            {
                integrator.Step(whole);
                for (int first = 0; first < Walkers; first += group)
                    integrator.Step(parts.AsSpan(first * integrator.StateLength, Math.Min(group, Walkers - first) * integrator.StateLength));
            }

            Assert.Equal(whole, parts);
        }
    }

    [Fact]
    public void AWindowThatIsReadBackIsItself()
    {
        ParticleSystem system = RandomLstm.Fluid(3);
        IIntegrator integrator = RandomLstm.Weights(system).CreateIntegrator(system, 0.4);
        double[] window = [.. RandomLstm.States(integrator, 1).Select(x => 2 * x)];
        double[] state = new double[integrator.StateLength];
        integrator.Start(window, 1, 1, state);
        double[] frame = new double[integrator.FrameLength];
        integrator.Read(state, frame);
        for (int i = 0; i < frame.Length; i++)
            Assert.Equal(window[window.Length - frame.Length + i], frame[i], 1e-12);
    }

    [Fact]
    public void PositionsThatLeftThePeriodicBoxStartWrapped()
    {
        ParticleSystem system = RandomLstm.Fluid(3);
        IIntegrator integrator = RandomLstm.Weights(system).CreateIntegrator(system, 0.4);
        double[] window = RandomLstm.States(integrator, 1);
        double[] inside = new double[integrator.StateLength];
        double[] outside = new double[integrator.StateLength];
        integrator.Start(window, 1, 1, inside);
        for (int i = 0; i < window.Length; i++)
            window[i] += i % integrator.FrameLength < system.CoordinateCount ? 2 * system.Size : 0;
        integrator.Start(window, 1, 1, outside);
        for (int i = 0; i < inside.Length; i++)
            Assert.Equal(inside[i], outside[i], 1e-12);
    }

    // One step from each true window is another function than as many steps on its own output: only the first of them agree.
    [Fact]
    public void TeacherForcingIsNotFreeRunning()
    {
        ParticleSystem system = RandomLstm.Oscillator;
        IIntegrator integrator = RandomLstm.Weights(system).CreateIntegrator(system, 0.4);
        double[] truth = [.. Enumerable.Range(0, 2 * 20).Select(i => i % 2 == 0 ? Math.Cos(0.2 * i) : Math.Sin(0.2 * i))];
        double[] free = new double[integrator.StateLength];
        double[] forced = new double[integrator.StateLength];
        integrator.Start(truth.AsSpan(0, integrator.StateLength), 1, 1, free);
        List<double> differences = [];
        for (int frame = 0; frame < 10; frame++)
        {
            integrator.Start(truth.AsSpan(2 * frame, integrator.StateLength), 1, 1, forced);
            integrator.Step(forced);
            integrator.Step(free);
            differences.Add(Math.Abs(forced[^1] - free[^1]));
        }

        Assert.Equal(0, differences[0]);
        Assert.All(differences.Skip(1), difference => Assert.True(difference > 1e-4));
    }

    [Fact]
    public void AllocatesNothing()
    {
        ParticleSystem system = RandomLstm.Fluid(16);
        IIntegrator integrator = RandomLstm.Weights(system, residual: true).CreateIntegrator(system, 0.4);
        double[] states = RandomLstm.States(integrator, 30);
        integrator.Step(states);
        long before = GC.GetAllocatedBytesForCurrentThread();
        integrator.Step(states);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void SizesThatDoNotAgreeAreRefused()
    {
        LstmIntegratorWeights weights = RandomLstm.Weights(RandomLstm.Oscillator);
        Assert.Null(weights.Problem(RandomLstm.Oscillator));
        Assert.NotNull(weights.Problem(RandomLstm.Fluid(3)));
        Assert.NotNull((weights with { Range = [1] }).Problem());
        Assert.NotNull((weights with { Range = [1, 0] }).Problem());
        Assert.NotNull((weights with { Layers = [] }).Problem());
        Assert.NotNull((weights with { Layers = [weights.Layers[1]] }).Problem());
        Assert.NotNull((weights with { Layers = [weights.Layers[0] with { Shift = [] }, weights.Layers[1]] }).Problem());
        Assert.NotNull((weights with { Output = weights.Output with { Bias = [] } }).Problem());
        Assert.Throws<ArgumentException>(() => weights.CreateIntegrator(RandomLstm.Fluid(3), 0.4));

        IIntegrator integrator = weights.CreateIntegrator(RandomLstm.Oscillator, 0.4);
        Assert.Throws<ArgumentException>(() => integrator.Step(new double[integrator.StateLength + 1]));
        Assert.Throws<ArgumentException>(() => integrator.Start(new double[2], 1, 1, new double[integrator.StateLength]));
        Assert.Throws<ArgumentException>(() => integrator.Read(new double[2], new double[2]));
    }

    // Only a residual network's positions go on past the edge and are wrapped.
    private static double Period(ParticleSystem system, LstmIntegratorWeights weights, int feature) =>
        weights.Residual && system.Boundary == ParticleBoundary.Periodic && feature < system.CoordinateCount ? system.Size / weights.Range[feature] : 1e9;
}

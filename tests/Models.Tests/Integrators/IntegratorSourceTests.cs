using LatentSim.Models.Integrators;
using LatentSim.Models.Stages;
using LatentSim.Molecules.Particles;
using LatentSim.Molecules.Random;

namespace Models.Tests.Integrators;

public sealed class IntegratorSourceTests
{
    private const double Timestep = 0.05;
    private const ulong Seed = 5;

    private static readonly IntegratorModel Oscillator = Model(RandomLstm.Oscillator with { VerletTimestep = 0.01 }, null);
    private static readonly IntegratorModel Fluid = Model(RandomLstm.Fluid(3) with { VerletTimestep = 0.01 }, null);
    private static readonly IntegratorModel Truth = Model(RandomLstm.Fluid(3) with { VerletTimestep = 0.01 }, new VerletWeights());

    [Fact]
    public void VerletStartsAndTheIntegratorGoesOnAlone()
    {
        (double[][] frames, IIntegrator integrator) = (Frames(Oscillator, 9, walker: 2), Create(Oscillator));
        double[] window = new double[5 * 2];
        VerletWindow.Fill(Oscillator.System, ParticleSweep.Draw(Oscillator.System, Seed, 2, RandomPurpose.Start), Timestep, window);
        double[] state = new double[integrator.StateLength];
        integrator.Start(window, 1, 1, state);

        for (int step = 0; step < 9; step++)
        {
            double[] expected = step < 5 ? window[(2 * step)..(2 * (step + 1))] : new double[2];
            if (step >= 5)
            {
                integrator.Step(state);
                integrator.Read(state, expected);
            }

            Assert.Equal(expected[0], frames[step][0], 1e-12);
            Assert.Equal(expected[1], frames[step][1], 1e-12);
        }
    }

    [Fact]
    public void VerletAsAnIntegratorIsVerlet()
    {
        double[][] frames = Frames(Truth, 12, walker: 0);
        var verlet = new ParticleVerlet(Truth.System, ParticleSweep.Draw(Truth.System, Seed, 0, RandomPurpose.Start), 0.01);
        double[] expected = new double[18];
        verlet.Advance(11 * 5);
        verlet.CopyFrame(expected);

        // States are rounded to 48 bits after each step.
        for (int i = 0; i < 18; i++)
            Assert.Equal(expected[i], frames[11][i], 1e-9);
    }

    [Theory]
    [InlineData("oscillator")]
    [InlineData("fluid")]
    [InlineData("truth")]
    public void RowsDoNotDependOnBlocksOrOnTheWalkersBeside(string name)
    {
        IntegratorModel model = name switch { "oscillator" => Oscillator, "fluid" => Fluid, _ => Truth };
        float[][] whole = Rows(model, [40], 0, 4);
        Assert.Equal(whole, Rows(model, [1, 1, 1, 1, 1, 2, 3, 30], 0, 4));
        Assert.Equal(whole, Rows(model, [3, 7, 30], 0, 4));
        Assert.Equal(whole.Select((_, step) => whole[step][(2 * Width(model))..(3 * Width(model))]), Rows(model, [17, 23], 2, 1));
    }

    // A restart hands in nothing but the last row; the state that a kernel held is gone.
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(20)]
    public void AnotherKernelGoesOnFromARow(int steps)
    {
        float[][] whole = Rows(Oscillator, [40], 0, 3);
        float[] row = whole[steps - 1].ToArray();
        using LatentBlock rest = LatentBlock.Rent(steps, 40 - steps, 0, 3, Width(Oscillator));
        new IntegratorSource(Oscillator, Timestep, WalkerStart.Sweep).Propagate(Seed, rest, row);

        for (int step = steps; step < 40; step++)
            Assert.Equal(whole[step], rest.Step(step - steps).ToArray());
    }

    [Fact]
    public void WalkersStartWhereTheSeedOrTheTestSays()
    {
        Assert.NotEqual(Frames(Oscillator, 1, 0)[0], Frames(Oscillator, 1, 1)[0]);
        Assert.Equal([-7.5, 0], Frames(Oscillator, 1, 3, WalkerStart.Test)[0]);
    }

    [Fact]
    public void SplitNumbersKeep48BitsAndComeBackAsTheyWere()
    {
        double[] numbers = [Math.PI, -1 / 3.0, 0, 1e30, -7e-20, 12345678.9012345678];
        double[] rounded = numbers.ToArray();
        float[] parts = new float[12];
        SplitNumbers.Split(rounded, parts);
        double[] again = rounded.ToArray();
        SplitNumbers.Split(again, new float[12]);
        double[] joined = new double[6];
        SplitNumbers.Join(parts, joined);

        Assert.Equal(rounded, again);
        Assert.Equal(rounded, joined);
        for (int i = 0; i < numbers.Length; i++)
            Assert.InRange(Math.Abs(rounded[i] - numbers[i]), 0, Math.Abs(numbers[i]) * Math.Pow(2, -48));
    }

    [Theory]
    [InlineData(double.NaN, "The integrator computed a value that is not finite for walker 1 at step 3.")]
    [InlineData(1e9, "The integrator computed a position of 1E+09, beyond all bounds, for walker 1 at step 3.")]
    public void AWalkerThatRunsAwayIsNamed(double position, string says)
    {
        IntegratorModel model = Oscillator with { Weights = new Runaway(position) };
        NonFiniteStateException thrown = Assert.Throws<NonFiniteStateException>(() => Rows(model, [2, 5], 0, 3));
        Assert.Equal(says, thrown.Message);
        Assert.Equal((1, 3L), (thrown.Walker, thrown.Step));
    }

    [Fact]
    public void FramesAreTheWrappedPositions()
    {
        using LatentBlock rows = LatentBlock.Rent(0, 30, 0, 2, Width(Truth));
        new IntegratorSource(Truth, Timestep, WalkerStart.Sweep).Propagate(Seed, rows, new float[2 * Width(Truth)]);
        using FrameBlock frames = FrameBlock.Rent(0, 30, 0, 2, 3);
        new ParticleFrames(Truth, Timestep).Decode(Seed, rows, frames);

        double[] positions = Frames(Truth, 30, walker: 1)[29][..9];
        ParticleBox.Wrap(Truth.System, positions);
        for (int i = 0; i < 9; i++)
            Assert.Equal(positions[i], frames.Step(29)[9 + i], 1e-6);
        Assert.All(frames.Values.ToArray(), x => Assert.InRange(x, -3f, 3f));
        Assert.Equal([6, 0, 0, 0, 6, 0, 0, 0, 6], ParticleFrames.BoxOf(Truth.System));
        Assert.Empty(ParticleFrames.BoxOf(Oscillator.System));
    }

    private static IntegratorModel Model(ParticleSystem system, IIntegratorWeights? weights) => new(
        system, weights ?? RandomLstm.Weights(system), new ParticleState(1, 1, [.. Enumerable.Repeat(-7.5, system.CoordinateCount)], new double[system.CoordinateCount]));

    private static IIntegrator Create(IntegratorModel model) => model.Weights.CreateIntegrator(model.System, Timestep);

    private static int Width(IntegratorModel model) => IntegratorRow.Of(Create(model)).Dimension;

    /// <summary>The rows of all walkers at each step, computed block by block.</summary>
    private static float[][] Rows(IntegratorModel model, int[] blocks, int firstWalker, int walkers, WalkerStart start = WalkerStart.Sweep)
    {
        var source = new IntegratorSource(model, Timestep, start);
        float[] state = new float[walkers * source.Dimension];
        List<float[]> rows = [];
        foreach (int steps in blocks)
        {
            using LatentBlock block = LatentBlock.Rent(rows.Count, steps, firstWalker, walkers, source.Dimension);
            source.Propagate(Seed, block, state);
            for (int step = 0; step < steps; step++)
                rows.Add(block.Step(step).ToArray());
        }

        return [.. rows];
    }

    private static double[][] Frames(IntegratorModel model, int steps, int walker, WalkerStart start = WalkerStart.Sweep) => [.. Rows(model, [steps], walker, 1, start).Select(row =>
    {
        IntegratorRow layout = IntegratorRow.Of(Create(model));
        double[] frame = new double[layout.FrameLength];
        SplitNumbers.Join(layout.FrameOf(row), frame);
        return frame;
    })];

    /// <summary>Moves on by the same position, but for the second walker at its third step.</summary>
    private sealed record Runaway(double Position) : IIntegratorWeights
    {
        public string? Problem(ParticleSystem system) => null;

        public IIntegrator CreateIntegrator(ParticleSystem system, double timestep) => new Kernel(Position);

        private sealed class Kernel(double position) : IIntegrator
        {
            private int steps;

            public int Window => 1;

            public int FrameLength => 2;

            public int StateLength => 2;

            public void Start(ReadOnlySpan<double> window, double mass, double stiffness, Span<double> state) => window.CopyTo(state);

            public void Step(Span<double> states)
            {
                if (++steps == 3)
                    states[2] = position;
            }

            public void Read(ReadOnlySpan<double> state, Span<double> frame) => state.CopyTo(frame);
        }
    }
}

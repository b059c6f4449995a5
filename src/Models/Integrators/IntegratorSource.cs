using LatentSim.Models.Kernels;
using LatentSim.Models.Stages;
using LatentSim.Molecules.Particles;
using LatentSim.Molecules.Random;

namespace LatentSim.Models.Integrators;

/// <summary>
/// An integrator as the source of a stream: its rows are what <see cref="IntegratorRow"/> says. Velocity Verlet makes the frames of steps 0 to Window - 1, the
/// integrator all after them, on its own output. After each step the state is rounded to what a row holds, so that a walker goes on from a row exactly as if
/// it had never stopped.
/// </summary>
public sealed class IntegratorSource : IPropagator
{
    private const string StageName = "integrator";
    private const double GreatestSpeed = 1e5;
    private const double LargestConfinement = 1000;

    private readonly IntegratorModel model;
    private readonly double timestep;
    private readonly WalkerStart start;
    private readonly IIntegrator integrator;
    private readonly IntegratorRow layout;
    private readonly double[] window;
    private readonly double[] frame;
    private readonly double farthest;
    private double[] states = [];

    /// <summary>Makes the kernel of a model's integrator.</summary>
    /// <param name="model">The model.</param>
    /// <param name="timestep">Delta_R.</param>
    /// <param name="start">Where walkers start.</param>
    public IntegratorSource(IntegratorModel model, double timestep, WalkerStart start)
    {
        this.model = model;
        this.timestep = timestep;
        this.start = start;
        integrator = model.Weights.CreateIntegrator(model.System, timestep);
        layout = IntegratorRow.Of(integrator);
        window = new double[integrator.Window * integrator.FrameLength];
        frame = new double[integrator.FrameLength];
        ParticleSystem system = model.System;
        farthest = LargestConfinement * new[] { 1, system.Sigma, system.Size, Math.Abs(system.Start.Minimum), Math.Abs(system.Start.Maximum) }.Max();
    }

    /// <inheritdoc/>
    public int Dimension => layout.Dimension;

    /// <inheritdoc/>
    /// <exception cref="NonFiniteStateException">A walker's numbers are not finite, or beyond all bounds.</exception>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">The particles of a walker do not fit into what they start from.</exception>
    public void Propagate(ulong seed, LatentBlock block, Span<float> state)
    {
        int length = integrator.StateLength;
        if (states.Length != block.Walkers * length)
            states = new double[block.Walkers * length];

        int first = (int)Math.Clamp(integrator.Window - block.FirstStep, 0, block.Steps);
        for (int walker = 0; walker < block.Walkers; walker++)
        {
            if (first > 0)
                Begin(seed, block, walker, first);
            else
                SplitNumbers.Join(layout.StateOf(Row(state, walker)), StateOf(walker));
        }

        for (int step = first; step < block.Steps; step++)
            Advance(block, step, step == 0 ? state : block.Step(step - 1));
        block.Step(block.Steps - 1).CopyTo(state);
    }

    // Verlet's frames are a function of the seed and the walker: a shard that arrives among them starts anew.
    private void Begin(ulong seed, LatentBlock block, int walker, int steps)
    {
        ParticleState initial = start == WalkerStart.Test ? model.Test : ParticleSweep.Draw(model.System, seed, block.FirstWalker + walker, RandomPurpose.Start);
        VerletWindow.Fill(model.System, initial, timestep, window);
        Span<double> numbers = StateOf(walker);
        for (int step = 0; step < steps; step++)
        {
            int place = (int)block.FirstStep + step;
            Span<float> row = Row(block.Step(step), walker);
            SplitNumbers.Split([initial.Mass, initial.Stiffness], IntegratorRow.ParametersOf(row));
            window.AsSpan(place * frame.Length, frame.Length).CopyTo(frame);
            numbers.Clear();
            if (place == integrator.Window - 1)
                integrator.Start(window, initial.Mass, initial.Stiffness, numbers);
            Write(row, numbers, block.FirstWalker + walker, place);
        }
    }

    private void Advance(LatentBlock block, int step, ReadOnlySpan<float> before)
    {
        integrator.Step(states);
        Span<float> rows = block.Step(step);
        for (int walker = 0; walker < block.Walkers; walker++)
        {
            Span<double> numbers = StateOf(walker);
            Span<float> row = Row(rows, walker);
            before.Slice(walker * Dimension, IntegratorRow.ParametersOf(row).Length).CopyTo(row);
            integrator.Read(numbers, frame);
            Write(row, numbers, block.FirstWalker + walker, block.FirstStep + step);
        }
    }

    private void Write(Span<float> row, Span<double> numbers, int walker, long step)
    {
        RequireBounds(walker, step);
        SplitNumbers.Split(frame, layout.FrameOf(row));
        SplitNumbers.Split(numbers, layout.StateOf(row));
        if (FiniteCheck.FirstNonFinite(row) >= 0)
            throw new NonFiniteStateException(walker, step, StageName);
    }

    // Numbers that are finite can still be of no use: what a confined particle or any molecule never does.
    private void RequireBounds(int walker, long step)
    {
        int coordinates = model.System.CoordinateCount;
        for (int i = 0; i < frame.Length; i++)
        {
            bool isSpeed = i >= coordinates;
            if (!isSpeed && model.System.Boundary == ParticleBoundary.Periodic)
                continue;
            if (Math.Abs(frame[i]) > (isSpeed ? GreatestSpeed : farthest))
                throw new NonFiniteStateException(walker, step, StageName, FormattableString.Invariant($"a {(isSpeed ? "velocity" : "position")} of {frame[i]:G3}, beyond all bounds,"));
        }
    }

    private Span<double> StateOf(int walker) => states.AsSpan(walker * integrator.StateLength, integrator.StateLength);

    private Span<float> Row(Span<float> rows, int walker) => rows.Slice(walker * Dimension, Dimension);
}

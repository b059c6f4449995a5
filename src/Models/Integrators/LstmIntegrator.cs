using LatentSim.Models.Kernels;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Numerics;
using LatentSim.Molecules.Particles;

namespace LatentSim.Models.Integrators;

/// <summary>
/// Runs <see cref="LstmIntegratorWeights"/> on its own output (Kadupitiya, Fox and Jadhao 2020): the window moves on by the frame that the network makes of
/// it. A walker's state is the window of scaled frames, oldest first, in double precision; the network computes in single precision. Positions in a
/// periodic box are wrapped, as the network was trained on them.
/// </summary>
public sealed unsafe class LstmIntegrator : IIntegrator
{
    private const int MostRows = 24;
    private const int MostGates = 1 << 20;
    private readonly LstmIntegratorWeights weights;
    private readonly ParticleSystem system;
    private readonly LstmLayerKernel[] layers;
    private readonly DenseKernel output;
    private readonly AlignedBuffer frames;
    private readonly AlignedBuffer even;
    private readonly AlignedBuffer odd;
    private readonly AlignedBuffer made;
    private readonly int walkers;

    /// <summary>Packs the weights.</summary>
    /// <param name="weights">The network.</param>
    /// <param name="system">What it integrates.</param>
    /// <param name="instructions">The instruction set, <see cref="InstructionSets.Chosen"/> unless told; frames are the same with each.</param>
    /// <exception cref="ArgumentException">The weights do not fit together or to the system.</exception>
    public LstmIntegrator(LstmIntegratorWeights weights, ParticleSystem system, InstructionSet? instructions = null)
    {
        InstructionSet chosen = instructions ?? InstructionSets.Chosen;
        if (weights.Problem(system) is { } problem)
            throw new ArgumentException(problem, nameof(weights));
        this.weights = weights;
        this.system = system;
        int widest = weights.Layers.Max(layer => GateKernel.ColumnsOf(layer.Units));
        walkers = Math.Clamp(MostGates / (weights.Window * widest), 1, MostRows);
        layers = [.. weights.Layers.Select(layer => new LstmLayerKernel(layer, weights.Activation, weights.Window, walkers, chosen))];
        output = new DenseKernel(weights.Output, Activation.Identity, chosen);
        int rows = weights.Window * walkers;
        frames = new AlignedBuffer(rows * FrameLength);
        even = new AlignedBuffer(rows * layers.Max(layer => layer.Stride));
        odd = new AlignedBuffer(even.Length);
        made = new AlignedBuffer(walkers * output.PaddedOutputs);
    }

    /// <inheritdoc/>
    public int Window => weights.Window;

    /// <inheritdoc/>
    public int FrameLength => weights.FrameLength;

    /// <inheritdoc/>
    public int StateLength => Window * FrameLength;

    /// <inheritdoc/>
    /// <remarks>Mass and stiffness are not used: the network infers them from the window.</remarks>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void Start(ReadOnlySpan<double> window, double mass, double stiffness, Span<double> state)
    {
        if (window.Length != StateLength || state.Length != StateLength)
            throw new ArgumentException($"A window of {window.Length} and a state of {state.Length} numbers, expected {StateLength} of each.", nameof(window));
        for (int frame = 0; frame < Window; frame++)
        {
            Span<double> scaled = state.Slice(frame * FrameLength, FrameLength);
            window.Slice(frame * FrameLength, FrameLength).CopyTo(scaled);
            ParticleBox.Wrap(system, scaled[..system.CoordinateCount]);
            for (int i = 0; i < FrameLength; i++)
                scaled[i] = (scaled[i] - weights.Minimum[i]) / weights.Range[i];
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The states are not whole walkers.</exception>
    public void Step(Span<double> states)
    {
        if (states.Length % StateLength != 0)
            throw new ArgumentException($"{states.Length} numbers of state, expected a multiple of {StateLength}.", nameof(states));
        for (int at = 0; at < states.Length; at += walkers * StateLength)
            StepSome(states[at..Math.Min(at + (walkers * StateLength), states.Length)]);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void Read(ReadOnlySpan<double> state, Span<double> frame)
    {
        if (state.Length != StateLength || frame.Length != FrameLength)
            throw new ArgumentException($"A state of {state.Length} and a frame of {frame.Length} numbers, expected {StateLength} and {FrameLength}.", nameof(state));
        Unscale(state[^FrameLength..], frame);
    }

    private void StepSome(Span<double> states)
    {
        int rows = states.Length / StateLength;
        Gather(states, rows);
        float* source = frames.Pointer;
        int stride = FrameLength;
        for (int i = 0; i < layers.Length; i++)
        {
            float* next = (i % 2 == 0 ? even : odd).Pointer;
            layers[i].Run(source, stride, next, lastOnly: i == layers.Length - 1, rows);
            source = next;
            stride = layers[i].Stride;
        }

        output.Evaluate(source, stride, made.Pointer, output.PaddedOutputs, rows);
        for (int row = 0; row < rows; row++)
            MoveOn(states.Slice(row * StateLength, StateLength), made.Span.Slice(row * output.PaddedOutputs, FrameLength));
    }

    // [walker, frame, feature] to [frame, walker, feature].
    private void Gather(ReadOnlySpan<double> states, int rows)
    {
        Span<float> gathered = frames.Span;
        for (int row = 0; row < rows; row++)
        {
            for (int frame = 0; frame < Window; frame++)
            {
                ReadOnlySpan<double> from = states.Slice((row * StateLength) + (frame * FrameLength), FrameLength);
                Span<float> to = gathered.Slice(((frame * rows) + row) * FrameLength, FrameLength);
                for (int i = 0; i < to.Length; i++)
                    to[i] = (float)from[i];
            }
        }
    }

    private void MoveOn(Span<double> state, ReadOnlySpan<float> network)
    {
        state[FrameLength..].CopyTo(state);
        Span<double> newest = state[^FrameLength..];
        if (!weights.Residual)
        {
            for (int i = 0; i < newest.Length; i++)
                newest[i] = network[i];
            return;
        }

        // The window's last frame is still in its place: the copy above left it there.
        for (int i = 0; i < newest.Length; i++)
            newest[i] += network[i];
        WrapScaled(newest);
    }

    private void WrapScaled(Span<double> scaled)
    {
        if (system.Boundary != ParticleBoundary.Periodic)
            return;
        for (int i = 0; i < system.CoordinateCount; i++)
        {
            double position = weights.Minimum[i] + (scaled[i] * weights.Range[i]);
            double turns = Math.Round(position / system.Size);
            if (turns != 0)
                scaled[i] = (position - (turns * system.Size) - weights.Minimum[i]) / weights.Range[i];
        }
    }

    private void Unscale(ReadOnlySpan<double> scaled, Span<double> frame)
    {
        for (int i = 0; i < frame.Length; i++)
            frame[i] = weights.Minimum[i] + (scaled[i] * weights.Range[i]);
    }
}

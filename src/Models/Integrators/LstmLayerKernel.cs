using System.Runtime.Intrinsics;
using LatentSim.Models.Kernels;
using LatentSim.Models.Weights;

namespace LatentSim.Models.Integrators;

/// <summary>Runs an <see cref="LstmLayer"/> over sequences from plain arrays. Allocates nothing once made. Used by one thread at a time.</summary>
internal sealed unsafe class LstmLayerKernel
{
    private const int Lanes = 8;
    private readonly GateKernel input;
    private readonly GateKernel recurrent;
    private readonly AlignedBuffer bias;
    private readonly AlignedBuffer scale;
    private readonly AlignedBuffer shift;
    private readonly AlignedBuffer gates;
    private readonly AlignedBuffer hidden;
    private readonly AlignedBuffer cells;
    private readonly Activation activation;
    private readonly int steps;

    /// <summary>Packs the weights.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="activation">What wraps its output.</param>
    /// <param name="steps">The length of a sequence.</param>
    /// <param name="rows">The most sequences at once.</param>
    public LstmLayerKernel(LstmLayer layer, Activation activation, int steps, int rows)
    {
        this.activation = activation;
        this.steps = steps;
        input = new GateKernel(layer.InputWeights, layer.Units, layer.Inputs);
        recurrent = new GateKernel(layer.RecurrentWeights, layer.Units, layer.Units);
        Stride = input.Columns / LstmLayer.Gates;
        bias = new AlignedBuffer(input.Columns);
        for (int i = 0; i < layer.Bias.Length; i++)
            bias.Span[GateKernel.Column(i / layer.Units, i % layer.Units)] = layer.Bias[i];
        scale = Copy(layer.Scale);
        shift = Copy(layer.Shift);
        gates = new AlignedBuffer(checked(steps * rows * input.Columns));
        hidden = new AlignedBuffer(rows * Stride);
        cells = new AlignedBuffer(rows * Stride);
    }

    /// <summary>The length of a row of output: the units, rounded up with zeros or what the activation makes of them.</summary>
    public int Stride { get; }

    /// <summary>Runs sequences from states of zero.</summary>
    /// <param name="inputs">[step, row, stride].</param>
    /// <param name="inputStride">The distance between rows of input.</param>
    /// <param name="outputs">[step, row, <see cref="Stride"/>]; [row, <see cref="Stride"/>] of the last step if only that is wanted.</param>
    /// <param name="lastOnly">Whether only the last step is wanted.</param>
    /// <param name="rows">The number of sequences.</param>
    public void Run(float* inputs, int inputStride, float* outputs, bool lastOnly, int rows)
    {
        for (int row = 0; row < steps * rows; row++)
            bias.Span.CopyTo(gates.Span[(row * bias.Length)..]);
        input.Add(inputs, inputStride, gates.Pointer, steps * rows);
        cells.Span.Clear();
        for (int step = 0; step < steps; step++)
        {
            float* stepGates = gates.Pointer + ((nint)step * rows * input.Columns);
            if (step > 0)
                recurrent.Add(hidden.Pointer, Stride, stepGates, rows);
            Update(stepGates, rows);
            if (!lastOnly)
                Wrap(outputs + ((nint)step * rows * Stride), rows);
        }

        if (lastOnly)
            Wrap(outputs, rows);
        GC.KeepAlive(this);
    }

    private void Update(float* stepGates, int rows)
    {
        float* h = hidden.Pointer;
        float* c = cells.Pointer;
        for (int at = 0; at < rows * Stride; at += Lanes)
        {
            float* unit = stepGates + ((nint)at * LstmLayer.Gates);
            Vector256<float> inputGate = VectorMath.Sigmoid(Vector256.Load(unit));
            Vector256<float> forgetGate = VectorMath.Sigmoid(Vector256.Load(unit + Lanes));
            Vector256<float> candidate = VectorMath.Tanh(Vector256.Load(unit + (2 * Lanes)));
            Vector256<float> outputGate = VectorMath.Sigmoid(Vector256.Load(unit + (3 * Lanes)));
            Vector256<float> cell = Vector256.FusedMultiplyAdd(forgetGate, Vector256.Load(c + at), inputGate * candidate);
            cell.Store(c + at);
            (outputGate * VectorMath.Tanh(cell)).Store(h + at);
        }
    }

    private void Wrap(float* output, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            float* h = hidden.Pointer + (row * Stride);
            for (int at = 0; at < Stride; at += Lanes)
            {
                Vector256<float> normalized = Vector256.FusedMultiplyAdd(Vector256.Load(h + at), Vector256.Load(scale.Pointer + at), Vector256.Load(shift.Pointer + at));
                Activate(normalized).Store(output + (row * Stride) + at);
            }
        }
    }

    private Vector256<float> Activate(Vector256<float> x) => activation switch
    {
        Activation.Relu => VectorMath.Relu(x),
        Activation.Tanh => VectorMath.Tanh(x),
        Activation.Swish => x * VectorMath.Sigmoid(x),
        _ => x,
    };

    private AlignedBuffer Copy(float[] values)
    {
        AlignedBuffer padded = new(Stride);
        values.CopyTo(padded.Span);
        return padded;
    }
}

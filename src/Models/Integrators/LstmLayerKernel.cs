using LatentSim.Models.Kernels;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Models.Integrators;

/// <summary>Runs an <see cref="LstmLayer"/> over sequences from plain arrays. Allocates nothing once made. Used by one thread at a time.</summary>
internal sealed unsafe class LstmLayerKernel
{
    private readonly GateKernel input;
    private readonly GateKernel recurrent;
    private readonly AlignedBuffer bias;
    private readonly AlignedBuffer scale;
    private readonly AlignedBuffer shift;
    private readonly AlignedBuffer gates;
    private readonly AlignedBuffer hidden;
    private readonly AlignedBuffer cells;
    private readonly ILstmCell cell;
    private readonly int steps;

    /// <summary>Packs the weights.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="activation">What wraps its output.</param>
    /// <param name="steps">The length of a sequence.</param>
    /// <param name="rows">The most sequences at once.</param>
    /// <param name="instructions">The instruction set.</param>
    public LstmLayerKernel(LstmLayer layer, Activation activation, int steps, int rows, InstructionSet instructions)
    {
        cell = LstmCellFactory.Make(activation, instructions);
        this.steps = steps;
        input = new GateKernel(layer.InputWeights, layer.Units, layer.Inputs, instructions);
        recurrent = new GateKernel(layer.RecurrentWeights, layer.Units, layer.Units, instructions);
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
            cell.Update(stepGates, cells.Pointer, hidden.Pointer, rows * Stride);
            if (!lastOnly)
                Wrap(outputs + ((nint)step * rows * Stride), rows);
        }

        if (lastOnly)
            Wrap(outputs, rows);
        GC.KeepAlive(this);
    }

    private void Wrap(float* output, int rows)
    {
        for (int row = 0; row < rows; row++)
            cell.Wrap(hidden.Pointer + (row * Stride), scale.Pointer, shift.Pointer, output + (row * Stride), Stride);
    }

    private AlignedBuffer Copy(float[] values)
    {
        AlignedBuffer padded = new(Stride);
        values.CopyTo(padded.Span);
        return padded;
    }
}

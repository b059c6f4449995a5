using LatentSim.Models.Weights;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Models.Kernels;

/// <summary>
/// Evaluates a <see cref="Perceptron"/> on rows from plain arrays. Each row's result is the same bit for bit whatever rows are evaluated with it and
/// whatever the instruction set. Allocates nothing once made. Used by one thread at a time.
/// </summary>
public sealed unsafe class PerceptronKernel
{
    private readonly DenseChain chain;

    /// <summary>Packs the weights of every layer.</summary>
    /// <param name="perceptron">The network.</param>
    /// <param name="instructions">The instruction set, <see cref="InstructionSets.Chosen"/> unless told.</param>
    /// <exception cref="ArgumentException">The layers do not fit together.</exception>
    public PerceptronKernel(Perceptron perceptron, InstructionSet? instructions = null)
    {
        PerceptronCheck.Throw(perceptron);
        chain = new DenseChain(perceptron.Layers, perceptron.Hidden, Activation.Identity, instructions);
    }

    /// <summary>The length of an input row.</summary>
    public int Inputs => chain.Inputs;

    /// <summary>The length of an output row.</summary>
    public int Outputs => chain.Outputs;

    /// <summary>The output stride that lets the last layer store whole vectors.</summary>
    internal int PaddedOutputs => chain.PaddedOutputs;

    /// <summary>Evaluates rows [row, input] to [row, output], both dense.</summary>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void Evaluate(ReadOnlySpan<float> inputs, Span<float> outputs, int rows) => Evaluate(inputs, Inputs, outputs, Outputs, rows);

    /// <summary>Evaluates rows that lie a stride apart.</summary>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    internal void Evaluate(ReadOnlySpan<float> inputs, int inputStride, Span<float> outputs, int outputStride, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputStride, Inputs);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputStride, Outputs);
        if (inputs.Length < (long)rows * inputStride || outputs.Length < (long)rows * outputStride)
            throw new ArgumentException($"A span is shorter than {rows} rows of {inputStride} inputs or {outputStride} outputs.");

        fixed (float* input = inputs, output = outputs)
            chain.Evaluate(input, inputStride, output, outputStride, rows);
    }
}

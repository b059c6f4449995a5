using LatentSim.Models.Weights;

namespace LatentSim.Models.Kernels;

/// <summary>
/// Evaluates a <see cref="Perceptron"/> on rows from plain arrays. Each row's result is the same bit for bit whatever rows are evaluated with it.
/// Allocates only when more rows than ever before are asked for. Used by one thread at a time.
/// </summary>
public sealed unsafe class PerceptronKernel
{
    private readonly DenseKernel[] layers;
    private readonly int hiddenStride;
    private AlignedBuffer even = new(0);
    private AlignedBuffer odd = new(0);

    /// <summary>Packs the weights of every layer.</summary>
    /// <exception cref="ArgumentException">The layers do not fit together.</exception>
    public PerceptronKernel(Perceptron perceptron)
    {
        PerceptronCheck.Throw(perceptron);
        layers = new DenseKernel[perceptron.Layers.Count];
        for (int i = 0; i < layers.Length; i++)
        {
            layers[i] = new DenseKernel(perceptron.Layers[i], i < layers.Length - 1 ? perceptron.Hidden : Activation.Identity);
            if (i < layers.Length - 1)
                hiddenStride = Math.Max(hiddenStride, layers[i].PaddedOutputs);
        }
    }

    /// <summary>The length of an input row.</summary>
    public int Inputs => layers[0].Inputs;

    /// <summary>The length of an output row.</summary>
    public int Outputs => layers[^1].Outputs;

    /// <summary>The output stride that lets the last layer store whole vectors.</summary>
    internal int PaddedOutputs => layers[^1].PaddedOutputs;

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

        EnsureScratch(rows);
        fixed (float* input = inputs, output = outputs)
        {
            float* source = input;
            int sourceStride = inputStride;
            for (int i = 0; i < layers.Length - 1; i++)
            {
                float* hidden = (i % 2 == 0 ? even : odd).Pointer;
                layers[i].Evaluate(source, sourceStride, hidden, hiddenStride, rows);
                source = hidden;
                sourceStride = hiddenStride;
            }

            layers[^1].Evaluate(source, sourceStride, output, outputStride, rows);
        }
    }

    private void EnsureScratch(int rows)
    {
        int needed = checked(rows * hiddenStride);
        if (even.Length >= needed)
            return;

        even = new AlignedBuffer(needed);
        odd = new AlignedBuffer(needed);
    }
}

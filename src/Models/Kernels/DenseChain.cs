using LatentSim.Models.Weights;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Models.Kernels;

/// <summary>
/// Dense layers one after another, for a chunk of rows at a time, so that what is between two layers stays in the nearest caches. Allocates nothing once
/// made. Used by one thread at a time.
/// </summary>
internal sealed unsafe class DenseChain
{
    /// <summary>The most rows of a chunk: whole blocks of rows of every instruction set.</summary>
    public const int MostRows = 48;

    private readonly DenseKernel[] layers;
    private readonly int hiddenStride;
    private readonly AlignedBuffer even;
    private readonly AlignedBuffer odd;

    /// <summary>Packs the weights of layers that chain.</summary>
    /// <param name="layers">The layers, at least one.</param>
    /// <param name="hidden">What is applied to the outputs of all but the last.</param>
    /// <param name="last">What is applied to the outputs of the last.</param>
    /// <param name="instructions">The instruction set, <see cref="InstructionSets.Chosen"/> unless told.</param>
    public DenseChain(IReadOnlyList<DenseLayer> layers, Activation hidden, Activation last, InstructionSet? instructions)
    {
        this.layers = new DenseKernel[layers.Count];
        for (int i = 0; i < layers.Count; i++)
        {
            bool isLast = i == layers.Count - 1;
            this.layers[i] = new DenseKernel(layers[i], isLast ? last : hidden, instructions);
            if (!isLast)
                hiddenStride = Math.Max(hiddenStride, this.layers[i].PaddedOutputs);
        }

        even = new AlignedBuffer(checked(MostRows * hiddenStride));
        odd = new AlignedBuffer(even.Length);
    }

    /// <summary>The length of an input row.</summary>
    public int Inputs => layers[0].Inputs;

    /// <summary>The length of an output row.</summary>
    public int Outputs => layers[^1].Outputs;

    /// <summary>The output stride that lets the last layer store whole vectors.</summary>
    public int PaddedOutputs => layers[^1].PaddedOutputs;

    /// <summary>Evaluates rows that lie a stride apart. What lies between an output row's end and the next row may be overwritten.</summary>
    public void Evaluate(float* input, int inputStride, float* output, int outputStride, int rows)
    {
        for (int row = 0; row < rows; row += MostRows)
            EvaluateChunk(input + ((nint)row * inputStride), inputStride, output + ((nint)row * outputStride), outputStride, Math.Min(MostRows, rows - row));
    }

    private void EvaluateChunk(float* source, int sourceStride, float* output, int outputStride, int rows)
    {
        for (int i = 0; i < layers.Length - 1; i++)
        {
            float* hidden = (i % 2 == 0 ? even : odd).Pointer;
            layers[i].Evaluate(source, sourceStride, hidden, hiddenStride, rows);
            source = hidden;
            sourceStride = hiddenStride;
        }

        layers[^1].Evaluate(source, sourceStride, output, outputStride, rows);
        GC.KeepAlive(this);
    }
}

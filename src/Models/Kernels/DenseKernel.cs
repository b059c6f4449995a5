using LatentSim.Models.Kernels.Vectors;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Models.Kernels;

/// <summary>
/// y = activation(W x + b) for many rows x. Weights are packed into panels of 16 outputs, [panel, input, 16]. Every output is the bias plus its products
/// in input order, each added by one fused multiply-add: a row's result depends neither on the rows beside it nor on the instruction set.
/// </summary>
internal sealed unsafe class DenseKernel
{
    /// <summary>The binary logarithm of <see cref="Panel"/>.</summary>
    public const int PanelBits = 4;

    /// <summary>Outputs per panel.</summary>
    public const int Panel = 1 << PanelBits;

    // Two vectors of the widest instruction set.
    private const int WidestPair = 32;

    private readonly IDenseRows arithmetic;

    /// <summary>Packs the weights.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="activation">What is applied to its outputs.</param>
    /// <param name="instructions">The instruction set, <see cref="InstructionSets.Chosen"/> unless told.</param>
    public DenseKernel(DenseLayer layer, Activation activation, InstructionSet? instructions = null)
    {
        InstructionSet chosen = instructions ?? InstructionSets.Chosen;
        int multiple = chosen == InstructionSet.Avx512 ? WidestPair : Panel;
        Inputs = layer.Inputs;
        Outputs = layer.Outputs;
        PaddedOutputs = checked((Outputs + multiple - 1) / multiple * multiple);
        AlignedBuffer weights = new(checked(PaddedOutputs * Inputs));
        AlignedBuffer bias = new(PaddedOutputs);
        layer.Bias.CopyTo(bias.Span);
        Pack(layer.Weights, weights.Span);
        arithmetic = DenseRowsFactory.Make(weights, bias, Inputs, Outputs, activation, chosen);
    }

    /// <summary>The length of an input row.</summary>
    public int Inputs { get; }

    /// <summary>The length of an output row.</summary>
    public int Outputs { get; }

    /// <summary>The length of an output row rounded up to whole vectors.</summary>
    public int PaddedOutputs { get; }

    /// <summary>Evaluates rows; a stride is the distance in floats between the starts of consecutive rows. What lies between an output row's end and the next row may be overwritten.</summary>
    public void Evaluate(float* input, int inputStride, float* output, int outputStride, int rows) =>
        arithmetic.Evaluate(input, inputStride, output, outputStride, rows);

    private void Pack(float[] rowMajor, Span<float> packed)
    {
        for (int output = 0; output < Outputs; output++)
        {
            int start = (output / Panel * Inputs * Panel) + (output % Panel);
            for (int input = 0; input < Inputs; input++)
                packed[start + (input * Panel)] = rowMajor[(output * Inputs) + input];
        }
    }
}

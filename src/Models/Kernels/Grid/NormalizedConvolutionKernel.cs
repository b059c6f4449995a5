using LatentSim.Models.Weights;

namespace LatentSim.Models.Kernels.Grid;

/// <summary>The kernel of a <see cref="NormalizedConvolution"/>.</summary>
internal sealed class NormalizedConvolutionKernel(NormalizedConvolution layer, GridScratch scratch)
{
    private readonly IConvolutionKernel convolution = ConvolutionKernel.Of(layer.Convolution, scratch);
    private readonly GridNormalizationKernel norm = new(layer.Norm);

    /// <summary>Input channels.</summary>
    public int Inputs => convolution.Inputs;

    /// <summary>Output channels.</summary>
    public int Outputs => convolution.Outputs;

    /// <summary>Fills some channels of the output.</summary>
    public void Evaluate(GridFeatures input, GridSums sums, GridFeatures output, int firstChannel)
    {
        convolution.Evaluate(input, sums);
        norm.Apply(sums);
        GridActivation.Store(sums, Outputs, output, firstChannel);
    }
}

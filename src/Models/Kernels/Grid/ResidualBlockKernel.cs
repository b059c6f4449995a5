using LatentSim.Models.Weights;

namespace LatentSim.Models.Kernels.Grid;

/// <summary>The kernel of a <see cref="ResidualBlock"/>.</summary>
internal sealed class ResidualBlockKernel(ResidualBlock block, GridScratch scratch)
{
    private readonly NormalizedConvolutionKernel first = new(new NormalizedConvolution(block.First, block.FirstNorm), scratch);
    private readonly IConvolutionKernel second = ConvolutionKernel.Of(block.Second, scratch);
    private readonly GridNormalizationKernel secondNorm = new(block.SecondNorm);
    private readonly PointKernel? shortcut = block.Shortcut is { } layer ? new PointKernel(layer) : null;

    /// <summary>Channels between the convolutions.</summary>
    public int Hidden => first.Outputs;

    /// <summary>Output channels.</summary>
    public int Outputs => second.Outputs;

    /// <summary>Fills some channels of the output, which may be the input.</summary>
    public void Evaluate(GridFeatures input, GridSums sums, GridFeatures hidden, GridFeatures output, int firstChannel)
    {
        first.Evaluate(input, sums, hidden, 0);
        second.Evaluate(hidden, sums);
        secondNorm.Apply(sums);
        if (shortcut is null)
            GridActivation.AddShortcut(input, sums);
        else
            shortcut.Accumulate(input, sums);
        GridActivation.Store(sums, Outputs, output, firstChannel);
    }
}

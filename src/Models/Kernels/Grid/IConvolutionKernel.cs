namespace LatentSim.Models.Kernels.Grid;

/// <summary>A convolution with zeros around its input.</summary>
internal interface IConvolutionKernel
{
    /// <summary>Input channels.</summary>
    int Inputs { get; }

    /// <summary>Output channels.</summary>
    int Outputs { get; }

    /// <summary>Fills sums with the convolution of an input of <see cref="Inputs"/> channels.</summary>
    void Evaluate(GridFeatures input, GridSums sums);
}

namespace LatentSim.Models.Weights;

/// <summary>A three-dimensional convolution (cross-correlation) with zeros around its input, so that stride 1 keeps the grid.</summary>
/// <param name="Inputs">Input channels.</param>
/// <param name="Outputs">Output channels.</param>
/// <param name="Kernel">Points along an edge of the kernel: 1 or 3; the padding is (Kernel - 1) / 2 on each side.</param>
/// <param name="Weights">[output, input, x, y, z].</param>
/// <param name="Bias">[output].</param>
public sealed record ConvolutionLayer(int Inputs, int Outputs, int Kernel, float[] Weights, float[] Bias);

namespace LatentSim.Models.Weights;

/// <summary>leaky(norm(convolution(x))), with leaky ReLU of slope 0.01.</summary>
/// <param name="Convolution">The convolution, of stride 1.</param>
/// <param name="Norm">The normalization.</param>
public sealed record NormalizedConvolution(ConvolutionLayer Convolution, GridNormalization Norm);

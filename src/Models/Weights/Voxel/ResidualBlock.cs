namespace LatentSim.Models.Weights;

/// <summary>
/// A residual block of convolutions (Shmilovich et al. 2022, supporting figure 12), all of stride 1:
/// leaky(norm2(conv2(leaky(norm1(conv1(x))))) + shortcut(x)), with leaky ReLU of slope 0.01.
/// </summary>
/// <param name="First">conv1.</param>
/// <param name="FirstNorm">norm1.</param>
/// <param name="Second">conv2.</param>
/// <param name="SecondNorm">norm2.</param>
/// <param name="Shortcut">A 1x1 convolution where channels change; null for x itself.</param>
public sealed record ResidualBlock(
    ConvolutionLayer First, GridNormalization FirstNorm, ConvolutionLayer Second, GridNormalization SecondNorm, ConvolutionLayer? Shortcut);

using LatentSim.Models.Weights;

namespace LatentSim.Models.Kernels.Grid;

/// <summary>Makes the kernel that a convolution needs.</summary>
internal static class ConvolutionKernel
{
    /// <summary>The kernel of a layer without problems.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="scratch">Shared with other kernels of the same thread.</param>
    public static IConvolutionKernel Of(ConvolutionLayer layer, GridScratch scratch) => layer.Kernel == 1 ? new PointKernel(layer) : new WinogradKernel(layer, scratch);
}

using LatentSim.Models.Weights;
using TorchSharp;
using TorchSharp.Modules;

namespace LatentSim.Models.Training;

/// <summary>Modules on grids, made as they are needed here, and as plain arrays.</summary>
internal static class GridModules
{
    /// <summary>The slope of leaky ReLU below zero.</summary>
    public const double Slope = 0.01;

    /// <summary>A convolution of kernel 1 or 3 with zeros around its input.</summary>
    public static Conv3d Convolution(int inputs, int outputs, int kernel, int stride, torch.Device device) =>
        torch.nn.Conv3d(inputs, outputs, kernel, stride, padding: (kernel - 1) / 2, device: device);

    /// <summary>Normalization over all channels and points, then a scale and a shift for each channel.</summary>
    public static GroupNorm Norm(int channels, torch.Device device) => torch.nn.GroupNorm(1, channels, device: device);

    /// <summary>A convolution's weights.</summary>
    public static ConvolutionLayer Weights(Conv3d convolution) => new(
        (int)convolution.in_channels, (int)convolution.out_channels, (int)convolution.kernel_size[0], Values(convolution.weight), Values(convolution.bias!));

    /// <summary>A normalization's weights.</summary>
    public static GridNormalization Weights(GroupNorm norm) => new(Values(norm.weight), Values(norm.bias!));

    private static float[] Values(torch.Tensor tensor) => tensor.detach().cpu().contiguous().data<float>().ToArray();
}

using LatentSim.Models.Weights;
using TorchSharp;
using TorchSharp.Modules;

namespace LatentSim.Models.Training;

/// <summary>The trainable face of a <see cref="NormalizedConvolution"/>.</summary>
internal sealed class NormalizedConvolutionNetwork : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly Conv3d convolution;
    private readonly GroupNorm norm;

    /// <summary>Makes one of kernel 3.</summary>
    public NormalizedConvolutionNetwork(string name, int inputs, int outputs, torch.Device device)
        : base(name)
    {
        convolution = GridModules.Convolution(inputs, outputs, 3, 1, device);
        norm = GridModules.Norm(outputs, device);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor input) => norm.forward(convolution.forward(input)).leaky_relu(GridModules.Slope);

    /// <summary>The weights as plain arrays.</summary>
    public NormalizedConvolution ToWeights() => new(GridModules.Weights(convolution), GridModules.Weights(norm));
}

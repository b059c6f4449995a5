using LatentSim.Models.Weights;
using TorchSharp;
using TorchSharp.Modules;

namespace LatentSim.Models.Training;

/// <summary>
/// The trainable face of a <see cref="ResidualBlock"/>. With stride 2 its first convolution has the stride, and the shortcut begins with the largest of each
/// 2 x 2 x 2 points.
/// </summary>
internal sealed class ResidualBlockNetwork : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly Conv3d first;
    private readonly GroupNorm firstNorm;
    private readonly Conv3d second;
    private readonly GroupNorm secondNorm;
    private readonly Conv3d? shortcut;
    private readonly int stride;

    /// <summary>Makes a block.</summary>
    public ResidualBlockNetwork(string name, int inputs, int outputs, int stride, torch.Device device)
        : base(name)
    {
        this.stride = stride;
        first = GridModules.Convolution(inputs, outputs, 3, stride, device);
        firstNorm = GridModules.Norm(outputs, device);
        second = GridModules.Convolution(outputs, outputs, 3, 1, device);
        secondNorm = GridModules.Norm(outputs, device);
        shortcut = inputs == outputs ? null : GridModules.Convolution(inputs, outputs, 1, 1, device);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor input)
    {
        torch.Tensor hidden = firstNorm.forward(first.forward(input)).leaky_relu(GridModules.Slope);
        return (secondNorm.forward(second.forward(hidden)) + Shortcut(input)).leaky_relu(GridModules.Slope);
    }

    /// <summary>The weights as plain arrays; the stride is not among them.</summary>
    public ResidualBlock ToWeights() => new(
        GridModules.Weights(first), GridModules.Weights(firstNorm), GridModules.Weights(second), GridModules.Weights(secondNorm),
        shortcut is null ? null : GridModules.Weights(shortcut));

    // An odd edge keeps its last point, as the convolution does.
    private torch.Tensor Shortcut(torch.Tensor input)
    {
        torch.Tensor pooled = stride == 1 ? input : torch.nn.functional.max_pool3d(input, [stride, stride, stride], ceil_mode: true);
        return shortcut is null ? pooled : shortcut.forward(pooled);
    }
}

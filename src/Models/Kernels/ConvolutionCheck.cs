using LatentSim.Models.Weights;

namespace LatentSim.Models.Kernels;

/// <summary>Checks that the arrays of convolutions and of what goes with them have the sizes that they state.</summary>
internal static class ConvolutionCheck
{
    /// <summary>The most channels of a layer.</summary>
    public const int MostChannels = 1 << 14;

    /// <summary>What is wrong with a convolution, or null.</summary>
    public static string? Problem(ConvolutionLayer layer)
    {
        if (layer.Inputs is < 1 or > MostChannels || layer.Outputs is < 1 or > MostChannels)
            return $"a convolution of {layer.Inputs} input and {layer.Outputs} output channels, expected 1 to {MostChannels}";
        if (layer.Kernel is not (1 or 3))
            return $"a convolution over {layer.Kernel} points, expected 1 or 3";
        if (layer.Weights.Length != (long)layer.Inputs * layer.Outputs * layer.Kernel * layer.Kernel * layer.Kernel)
            return $"{layer.Weights.Length} weights of a convolution, expected {layer.Outputs} x {layer.Inputs} x {layer.Kernel}^3";
        return layer.Bias.Length == layer.Outputs ? null : $"{layer.Bias.Length} biases of a convolution, expected {layer.Outputs}";
    }

    /// <summary>What is wrong with a convolution and the normalization after it, or null.</summary>
    public static string? Problem(ConvolutionLayer layer, GridNormalization norm)
    {
        if (Problem(layer) is { } problem)
            return problem;
        if (norm.Scale.Length != layer.Outputs)
            return $"{norm.Scale.Length} scales of a normalization, expected {layer.Outputs}";
        return norm.Shift.Length == layer.Outputs ? null : $"{norm.Shift.Length} shifts of a normalization, expected {layer.Outputs}";
    }

    /// <summary>What is wrong with a residual block, or null.</summary>
    public static string? Problem(ResidualBlock block)
    {
        if ((Problem(block.First, block.FirstNorm) ?? Problem(block.Second, block.SecondNorm)) is { } problem)
            return problem;
        if (block.Second.Inputs != block.First.Outputs)
            return $"a second convolution of {block.Second.Inputs} input channels, expected the first's {block.First.Outputs}";
        if (block.Shortcut is not { } shortcut)
            return block.First.Inputs == block.Second.Outputs ? null : $"no shortcut from {block.First.Inputs} to {block.Second.Outputs} channels";
        if (Problem(shortcut) is { } wrong)
            return wrong;
        if (shortcut.Kernel != 1)
            return $"a shortcut over {shortcut.Kernel} points, expected 1";
        return shortcut.Inputs == block.First.Inputs && shortcut.Outputs == block.Second.Outputs
            ? null
            : $"a shortcut from {shortcut.Inputs} to {shortcut.Outputs} channels, expected {block.First.Inputs} to {block.Second.Outputs}";
    }
}

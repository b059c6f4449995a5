using LatentSim.Models.Kernels;
using LatentSim.Models.Weights;

namespace LatentSim.Models.Backmapper.Voxel;

/// <summary>Checks that the layers of a voxel backmapper's network chain.</summary>
internal static class VoxelDecoderCheck
{
    /// <summary>What is wrong, or null.</summary>
    /// <param name="decoder">The network.</param>
    /// <param name="conditions">Channels of the condition.</param>
    /// <param name="atoms">Channels that come out.</param>
    public static string? Problem(VoxelDecoderWeights decoder, int conditions, int atoms)
    {
        if (Problem("condition", decoder.Condition, conditions) is { } wrongCondition)
            return wrongCondition;
        int channels = decoder.Condition.Convolution.Outputs;
        if (Problem("condition block", decoder.ConditionBlocks, ref channels) is { } wrongBlock)
            return wrongBlock;
        if (Problem("latent half", decoder.LatentHalf, decoder.LatentHalf.Convolution.Inputs) is { } wrongHalf)
            return wrongHalf;
        if (Problem("latent whole", decoder.LatentWhole, decoder.LatentHalf.Convolution.Outputs) is { } wrongWhole)
            return wrongWhole;
        channels += decoder.LatentWhole.Convolution.Outputs;
        if (Problem("body block", decoder.Body, ref channels) is { } wrongBody)
            return wrongBody;
        if ((ConvolutionCheck.Problem(decoder.Output) ?? InputProblem(decoder.Output.Inputs, channels)) is { } wrongOutput)
            return "output: " + wrongOutput;
        return decoder.Output.Outputs == atoms ? null : $"output: {decoder.Output.Outputs} channels, expected {atoms} atoms";
    }

    /// <summary>The most channels of any layer's input or output, of a network without problems.</summary>
    public static int WidestLayer(VoxelDecoderWeights decoder)
    {
        int widest = Math.Max(decoder.Output.Inputs, decoder.Output.Outputs);
        foreach (NormalizedConvolution layer in new[] { decoder.Condition, decoder.LatentHalf, decoder.LatentWhole })
            widest = Math.Max(widest, Math.Max(layer.Convolution.Inputs, layer.Convolution.Outputs));
        foreach (ResidualBlock block in decoder.ConditionBlocks.Concat(decoder.Body))
            widest = Math.Max(widest, Math.Max(block.First.Inputs, Math.Max(block.First.Outputs, block.Second.Outputs)));
        return widest;
    }

    private static string? Problem(string name, NormalizedConvolution layer, int inputs) =>
        (ConvolutionCheck.Problem(layer.Convolution, layer.Norm) ?? InputProblem(layer.Convolution.Inputs, inputs)) is { } problem ? $"{name}: {problem}" : null;

    private static string? Problem(string name, IReadOnlyList<ResidualBlock> blocks, ref int channels)
    {
        for (int i = 0; i < blocks.Count; i++)
        {
            if ((ConvolutionCheck.Problem(blocks[i]) ?? InputProblem(blocks[i].First.Inputs, channels)) is { } problem)
                return $"{name} {i}: {problem}";
            channels = blocks[i].Second.Outputs;
        }

        return null;
    }

    private static string? InputProblem(int inputs, int expected) => inputs == expected ? null : $"{inputs} input channels, expected {expected}";
}

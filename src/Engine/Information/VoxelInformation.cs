using LatentSim.Models.Weights;

namespace LatentSim.Engine.Information;

/// <summary>The voxel backmapper, for people.</summary>
internal static class VoxelInformation
{
    /// <summary>What it is.</summary>
    public static string Describe(VoxelBackmapperWeights backmapper) => FormattableString.Invariant(
        $"conditional variational autoencoder on {backmapper.Grid.Points}^3 voxels over {backmapper.Grid.Width:0.###} nm, {backmapper.Decoder.LatentSize} latents of {backmapper.Codes.Components} Gaussians");

    /// <summary>The number of weights of its decoder.</summary>
    public static long Count(VoxelDecoderWeights decoder) =>
        Count(decoder.Condition) + Count(decoder.LatentHalf) + Count(decoder.LatentWhole) + Count(decoder.Output)
        + decoder.ConditionBlocks.Concat(decoder.Body).Sum(Count);

    private static long Count(ResidualBlock block) =>
        Count(block.First) + Count(block.FirstNorm) + Count(block.Second) + Count(block.SecondNorm) + (block.Shortcut is { } shortcut ? Count(shortcut) : 0);

    private static long Count(NormalizedConvolution convolution) => Count(convolution.Convolution) + Count(convolution.Norm);

    private static long Count(ConvolutionLayer layer) => layer.Weights.Length + layer.Bias.Length;

    private static long Count(GridNormalization norm) => norm.Scale.Length + norm.Shift.Length;
}

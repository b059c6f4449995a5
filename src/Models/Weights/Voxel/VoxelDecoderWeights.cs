namespace LatentSim.Models.Weights;

/// <summary>
/// The decoder of the voxel backmapper (Shmilovich et al. 2022, section 4.1): densities of the condition and a latent code to the atoms' densities. The latent
/// code, [channel, 2, 2, 2], is grown by replication padding to half the grid, convolved, grown to the whole grid, and convolved again; where sides differ
/// by an odd number the far side gets the larger pad.
/// </summary>
/// <param name="Condition">Densities of [previous atoms | coarse sites] to the condition's first features; without previous atoms, of the coarse sites alone.</param>
/// <param name="ConditionBlocks">What follows on the condition's branch.</param>
/// <param name="LatentHalf">On the half grid: channels of the code to the latent branch's.</param>
/// <param name="LatentWhole">On the whole grid.</param>
/// <param name="Body">Blocks on [condition | latent] features.</param>
/// <param name="Output">To one channel an atom; a logistic sigmoid follows.</param>
public sealed record VoxelDecoderWeights(
    NormalizedConvolution Condition,
    IReadOnlyList<ResidualBlock> ConditionBlocks,
    NormalizedConvolution LatentHalf,
    NormalizedConvolution LatentWhole,
    IReadOnlyList<ResidualBlock> Body,
    ConvolutionLayer Output)
{
    /// <summary>Points along an edge of the grid that the latent code is reshaped to.</summary>
    public const int CodePoints = 2;

    /// <summary>The length of the latent code.</summary>
    public int LatentSize => LatentHalf.Convolution.Inputs * CodePoints * CodePoints * CodePoints;
}

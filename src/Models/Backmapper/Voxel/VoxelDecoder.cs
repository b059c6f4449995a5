using LatentSim.Models.Kernels.Grid;
using LatentSim.Models.Weights;

namespace LatentSim.Models.Backmapper.Voxel;

/// <summary>The kernel of a <see cref="VoxelDecoderWeights"/>, one frame at a time. A condition that was seen serves any number of codes.</summary>
internal sealed class VoxelDecoder
{
    private readonly NormalizedConvolutionKernel condition;
    private readonly ResidualBlockKernel[] conditionBlocks;
    private readonly NormalizedConvolutionKernel latentHalf;
    private readonly NormalizedConvolutionKernel latentWhole;
    private readonly ResidualBlockKernel[] body;
    private readonly IConvolutionKernel output;
    private readonly int conditionChannels;
    private readonly FeaturePool pool;
    private readonly GridFeatures joined;
    private readonly GridFeatures code;
    private readonly GridFeatures grownCode;
    private readonly GridFeatures half;
    private readonly GridSums halfSums;

    /// <summary>Prepares a network without problems.</summary>
    /// <param name="weights">The network.</param>
    /// <param name="points">Points along an edge of the grid.</param>
    public VoxelDecoder(VoxelDecoderWeights weights, int points)
    {
        GridScratch scratch = new();
        condition = new NormalizedConvolutionKernel(weights.Condition, scratch);
        conditionBlocks = [.. weights.ConditionBlocks.Select(block => new ResidualBlockKernel(block, scratch))];
        latentHalf = new NormalizedConvolutionKernel(weights.LatentHalf, scratch);
        latentWhole = new NormalizedConvolutionKernel(weights.LatentWhole, scratch);
        body = [.. weights.Body.Select(block => new ResidualBlockKernel(block, scratch))];
        output = ConvolutionKernel.Of(weights.Output, scratch);
        conditionChannels = conditionBlocks.Length == 0 ? condition.Outputs : conditionBlocks[^1].Outputs;

        pool = new FeaturePool(points);
        joined = new GridFeatures(points, conditionChannels + latentWhole.Outputs);
        code = new GridFeatures(VoxelDecoderWeights.CodePoints, latentHalf.Inputs);
        grownCode = new GridFeatures(points / 2, latentHalf.Inputs);
        half = new GridFeatures(points / 2, latentHalf.Outputs);
        halfSums = new GridSums(points / 2, latentHalf.Outputs);
        Sums = new GridSums(points, VoxelDecoderCheck.WidestLayer(weights));
        Densities = new GridFeatures(points, condition.Inputs);
    }

    /// <summary>The condition's densities: fill it, then call <see cref="See"/>.</summary>
    public GridFeatures Densities { get; }

    /// <summary>What <see cref="Decode"/> leaves: one channel an atom, before the sigmoid.</summary>
    public GridSums Sums { get; }

    /// <summary>Takes the condition in.</summary>
    public void See()
    {
        GridFeatures features = conditionBlocks.Length == 0 ? joined : pool.Between(condition.Outputs);
        condition.Evaluate(Densities, Sums, features, 0);
        for (int i = 0; i < conditionBlocks.Length; i++)
        {
            GridFeatures next = i == conditionBlocks.Length - 1 ? joined : pool.Between(conditionBlocks[i].Outputs);
            conditionBlocks[i].Evaluate(features, Sums, pool.Inside(conditionBlocks[i].Hidden), next, 0);
            features = next;
        }
    }

    /// <summary>Decodes a code [channel, 2, 2, 2] under the condition that was seen last.</summary>
    public void Decode(ReadOnlySpan<float> codes)
    {
        Spread(codes);
        GridReplication.Grow(code, grownCode);
        latentHalf.Evaluate(grownCode, halfSums, half, 0);
        GridFeatures grown = pool.Between(latentHalf.Outputs);
        GridReplication.Grow(half, grown);
        latentWhole.Evaluate(grown, Sums, joined, conditionChannels);

        GridFeatures features = joined;
        foreach (ResidualBlockKernel block in body)
        {
            GridFeatures next = pool.Between(block.Outputs);
            block.Evaluate(features, Sums, pool.Inside(block.Hidden), next, 0);
            features = next;
        }

        output.Evaluate(features, Sums);
    }

    private void Spread(ReadOnlySpan<float> codes)
    {
        const int Points = VoxelDecoderWeights.CodePoints;
        for (int i = 0; i < codes.Length; i++)
        {
            (int channel, int point) = (i / (Points * Points * Points), i % (Points * Points * Points));
            Span<float> row = code.Row(point / (Points * Points), point / Points % Points);
            row[(point % Points * code.Channels) + channel] = codes[i];
        }
    }
}

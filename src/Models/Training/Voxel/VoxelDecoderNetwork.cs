using LatentSim.Models.Weights;
using TorchSharp;
using TorchSharp.Modules;

namespace LatentSim.Models.Training;

/// <summary>The trainable face of <see cref="VoxelDecoderWeights"/>: a latent code and the condition's densities to the atoms' densities.</summary>
internal sealed class VoxelDecoderNetwork : torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor>
{
    // An atom's density fills some four of all voxels. A background of 1/2, which zeros would give, draws every atom to the centre and lets no gradient through.
    private const double FirstOutputBias = -5;

    private readonly NormalizedConvolutionNetwork condition;
    private readonly ResidualBlockNetwork conditionBlock;
    private readonly NormalizedConvolutionNetwork latentHalf;
    private readonly NormalizedConvolutionNetwork latentWhole;
    private readonly ResidualBlockNetwork[] body;
    private readonly Conv3d output;
    private readonly int points;

    /// <summary>Makes a decoder.</summary>
    /// <param name="conditions">Channels of [previous atoms | coarse sites].</param>
    /// <param name="atoms">Channels of its output.</param>
    /// <param name="options">Its sizes.</param>
    /// <param name="device">Where it is.</param>
    public VoxelDecoderNetwork(int conditions, int atoms, VoxelBackmapperOptions options, torch.Device device)
        : base("decoder")
    {
        int channels = options.DecoderChannels;
        points = options.Grid.Points;
        condition = new NormalizedConvolutionNetwork("condition", conditions, channels, device);
        conditionBlock = new ResidualBlockNetwork("conditionBlock", channels, channels, 1, device);
        latentHalf = new NormalizedConvolutionNetwork("latentHalf", options.LatentSize / CodeCount, channels, device);
        latentWhole = new NormalizedConvolutionNetwork("latentWhole", channels, channels, device);
        body =
        [
            new ResidualBlockNetwork("body0", 2 * channels, channels, 1, device),
            new ResidualBlockNetwork("body1", channels, channels, 1, device),
        ];
        output = GridModules.Convolution(channels, atoms, 3, 1, device);
        using (torch.no_grad())
            output.bias!.fill_(FirstOutputBias);
        RegisterComponents();
        foreach (ResidualBlockNetwork block in body)
            register_module(block.GetName(), block);
    }

    private static int CodeCount => VoxelDecoderWeights.CodePoints * VoxelDecoderWeights.CodePoints * VoxelDecoderWeights.CodePoints;

    /// <summary>Decodes.</summary>
    /// <param name="codes">[batch, latent].</param>
    /// <param name="conditions">[batch, channel, n, n, n].</param>
    /// <returns>[batch, atom, n, n, n], between 0 and 1.</returns>
    public override torch.Tensor forward(torch.Tensor codes, torch.Tensor conditions)
    {
        const long Code = VoxelDecoderWeights.CodePoints;
        torch.Tensor seen = conditionBlock.forward(condition.forward(conditions));
        torch.Tensor half = latentHalf.forward(Grown(codes.reshape(codes.shape[0], -1, Code, Code, Code), points / 2));
        torch.Tensor whole = latentWhole.forward(Grown(half, points));
        return output.forward(body.Aggregate(torch.cat([seen, whole], 1), (x, block) => block.forward(x))).sigmoid();
    }

    /// <summary>The weights as plain arrays.</summary>
    public VoxelDecoderWeights ToWeights() => new(
        condition.ToWeights(), [conditionBlock.ToWeights()], latentHalf.ToWeights(), latentWhole.ToWeights(), [.. body.Select(block => block.ToWeights())],
        GridModules.Weights(output));

    // Repeats the outermost points until the edge is as long as wanted.
    private static torch.Tensor Grown(torch.Tensor features, long edge)
    {
        long near = (edge - features.shape[2]) / 2;
        long far = edge - features.shape[2] - near;
        return torch.nn.functional.pad(features, [near, far, near, far, near, far], PaddingModes.Replicate);
    }
}

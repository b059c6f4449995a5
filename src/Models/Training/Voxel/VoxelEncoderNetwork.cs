using TorchSharp;
using TorchSharp.Modules;

namespace LatentSim.Models.Training;

/// <summary>
/// Densities of target and condition to the mean and the logarithm of the variance of each number of the latent code (Shmilovich et al. 2022, section 4.1
/// and figure 11): a convolution, five residual blocks that come down to a quarter of the grid, two dense layers. Only training needs it.
/// </summary>
internal sealed class VoxelEncoderNetwork : torch.nn.Module<torch.Tensor, (torch.Tensor Mean, torch.Tensor LogVariance)>
{
    // Beyond these a code is a constant or its own prior; the exponential of a wild first output would not be finite.
    private const double LeastLogVariance = -14;
    private const double MostLogVariance = 6;

    private readonly NormalizedConvolutionNetwork first;
    private readonly ResidualBlockNetwork[] blocks;
    private readonly Linear mean;
    private readonly Linear logVariance;

    /// <summary>Makes an encoder.</summary>
    /// <param name="inputs">Channels of [target atoms | coarse sites | previous atoms].</param>
    /// <param name="options">Its sizes.</param>
    /// <param name="device">Where it is.</param>
    public VoxelEncoderNetwork(int inputs, VoxelBackmapperOptions options, torch.Device device)
        : base("encoder")
    {
        int channels = options.EncoderChannels;
        first = new NormalizedConvolutionNetwork("first", inputs, channels, device);
        blocks =
        [
            new ResidualBlockNetwork("block0", channels, channels, 2, device),
            new ResidualBlockNetwork("block1", channels, channels, 1, device),
            new ResidualBlockNetwork("block2", channels, 2 * channels, 2, device),
            new ResidualBlockNetwork("block3", 2 * channels, 2 * channels, 1, device),
            new ResidualBlockNetwork("block4", 2 * channels, 2 * channels, 1, device),
        ];
        int edge = ((((options.Grid.Points + 1) / 2) + 1) / 2);
        mean = torch.nn.Linear(2 * channels * edge * edge * edge, options.LatentSize, device: device);
        logVariance = torch.nn.Linear(2 * channels * edge * edge * edge, options.LatentSize, device: device);
        RegisterComponents();
        foreach (ResidualBlockNetwork block in blocks)
            register_module(block.GetName(), block);
    }

    /// <inheritdoc/>
    public override (torch.Tensor Mean, torch.Tensor LogVariance) forward(torch.Tensor densities)
    {
        torch.Tensor features = blocks.Aggregate(first.forward(densities), (x, block) => block.forward(x)).flatten(1);
        return (mean.forward(features), logVariance.forward(features).clamp(LeastLogVariance, MostLogVariance));
    }
}

using LatentSim.Models.Weights;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Models.Tests.Backmapper.Voxel;

/// <summary>The published network written down in tensor operations, from the same weights as the kernel: what the kernel is held to.</summary>
internal sealed class TorchVoxels(VoxelBackmapperWeights weights)
{
    private readonly int points = weights.Grid.Points;

    /// <summary>Atoms for each row of coarse sites [row, site, 3], previous atoms [row, atom, 3] and codes [row, latent].</summary>
    public float[] Frames(float[] coarse, float[] previous, float[] codes)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor sites = torch.tensor(coarse).reshape(-1, weights.Sites, 3);
        torch.Tensor centre = sites.mean([1], keepdim: true);
        torch.Tensor particles = weights.UsesPrevious ? torch.cat([torch.tensor(previous).reshape(-1, weights.Atoms, 3), sites], 1) : sites;
        torch.Tensor logits = Logits(Densities(particles - centre), torch.tensor(codes).reshape(-1, weights.Decoder.LatentSize / 8, 2, 2, 2));
        return (Collapse(logits.sigmoid()) + centre).data<float>().ToArray();
    }

    /// <summary>[row, channel, n, n, n] of positions [row, particle, 3].</summary>
    public torch.Tensor Densities(torch.Tensor positions)
    {
        torch.Tensor squares = (positions.reshape(positions.shape[0], positions.shape[1], 1, 3) - Points()).square().sum(3);
        return (squares * (-0.5 / (weights.Grid.Deviation * weights.Grid.Deviation))).exp().reshape(positions.shape[0], positions.shape[1], points, points, points);
    }

    /// <summary>[row, atom, n, n, n], before the sigmoid.</summary>
    public torch.Tensor Logits(torch.Tensor densities, torch.Tensor codes)
    {
        VoxelDecoderWeights decoder = weights.Decoder;
        torch.Tensor condition = Evaluate(decoder.Condition, densities);
        foreach (ResidualBlock block in decoder.ConditionBlocks)
            condition = Evaluate(block, condition);
        torch.Tensor latent = Evaluate(decoder.LatentWhole, Grown(Evaluate(decoder.LatentHalf, Grown(codes, points / 2)), points));
        torch.Tensor features = torch.cat([condition, latent], 1);
        foreach (ResidualBlock block in decoder.Body)
            features = Evaluate(block, features);
        return Convolve(decoder.Output, features);
    }

    private torch.Tensor Collapse(torch.Tensor densities)
    {
        torch.Tensor flat = densities.reshape(densities.shape[0], densities.shape[1], -1).to(torch.ScalarType.Float64);
        torch.Tensor moments = flat.matmul(Points().to(torch.ScalarType.Float64));
        return (moments / flat.sum(2, keepdim: true)).to(torch.ScalarType.Float32);
    }

    // [point, 3], z running fastest.
    private torch.Tensor Points()
    {
        float[] rows = new float[points * points * points * 3];
        for (int i = 0; i < rows.Length; i++)
        {
            int along = (i / 3 / (int)Math.Pow(points, 2 - (i % 3))) % points;
            rows[i] = (float)((along * weights.Grid.Spacing) - (weights.Grid.Width / 2));
        }

        return torch.tensor(rows).reshape(-1, 3);
    }

    private static torch.Tensor Convolve(ConvolutionLayer layer, torch.Tensor input)
    {
        long edge = layer.Kernel;
        torch.Tensor kernel = torch.tensor(layer.Weights, [layer.Outputs, layer.Inputs, edge, edge, edge]);
        long pad = (edge - 1) / 2;
        return functional.conv3d(input, kernel, torch.tensor(layer.Bias), padding: [pad, pad, pad]);
    }

    private static torch.Tensor Normalize(GridNormalization norm, torch.Tensor input)
    {
        torch.Tensor mean = input.mean([1, 2, 3, 4], keepdim: true);
        torch.Tensor variance = (input - mean).square().mean([1, 2, 3, 4], keepdim: true);
        torch.Tensor normal = (input - mean) / (variance + 1e-5).sqrt();
        return (normal * torch.tensor(norm.Scale).reshape(-1, 1, 1, 1)) + torch.tensor(norm.Shift).reshape(-1, 1, 1, 1);
    }

    private static torch.Tensor Evaluate(NormalizedConvolution layer, torch.Tensor input) => Leaky(Normalize(layer.Norm, Convolve(layer.Convolution, input)));

    private static torch.Tensor Evaluate(ResidualBlock block, torch.Tensor input)
    {
        torch.Tensor hidden = Leaky(Normalize(block.FirstNorm, Convolve(block.First, input)));
        torch.Tensor shortcut = block.Shortcut is { } layer ? Convolve(layer, input) : input;
        return Leaky(Normalize(block.SecondNorm, Convolve(block.Second, hidden)) + shortcut);
    }

    private static torch.Tensor Leaky(torch.Tensor x) => torch.where(x < 0, 0.01f * x, x);

    // Replication by indices: each point of the larger grid is the nearest of the smaller one, which lies in its middle.
    private static torch.Tensor Grown(torch.Tensor input, long edge)
    {
        long near = (edge - input.shape[2]) / 2;
        long[] nearest = [.. Enumerable.Range(0, (int)edge).Select(i => Math.Clamp(i - near, 0, input.shape[2] - 1))];
        for (int axis = 2; axis < 5; axis++)
            input = input.index_select(axis, torch.tensor(nearest));
        return input;
    }
}

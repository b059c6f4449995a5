using LatentSim.Models.Decoder;
using LatentSim.Models.Weights;
using TorchSharp;

namespace LatentSim.Models.Devices;

/// <summary><see cref="LatentCondition"/> on a device.</summary>
internal sealed class TorchLatentCondition
{
    // Ranks are uniform on [-sqrt 3, sqrt 3], which has unit variance.
    private const double LargestRank = 1.7320508f;

    private readonly torch.Tensor mean;
    private readonly torch.Tensor deviation;
    private readonly torch.Tensor quantiles;
    private readonly torch.Tensor firstQuantile;
    private readonly int knots;

    /// <summary>Copies a scale that has been checked to a device.</summary>
    public TorchLatentCondition(LatentScale scale, TorchDevice device)
    {
        int dimension = scale.Mean.Length;
        knots = scale.Quantiles.Length / dimension;
        mean = device.Floats(scale.Mean, dimension);
        deviation = device.Floats(scale.Deviation, dimension);
        quantiles = device.Floats(scale.Quantiles, dimension, knots);
        firstQuantile = device.Indices(Enumerable.Range(0, dimension).Select(d => d * knots));
    }

    /// <summary>Condition rows [row, 2 dim] of latent points [row, dim].</summary>
    public torch.Tensor Of(torch.Tensor latents)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        return torch.cat([(latents - mean) / deviation, Ranks(latents)], 1).MoveToOuterDisposeScope();
    }

    private torch.Tensor Ranks(torch.Tensor latents)
    {
        torch.Tensor above = latents.unsqueeze(2).ge(quantiles.narrow(1, 1, knots - 1)).sum([2L]).clamp_max(knots - 2) + 1;
        torch.Tensor place = above + firstQuantile;
        torch.Tensor flat = quantiles.flatten();
        torch.Tensor below = flat.take(place - 1);
        torch.Tensor share = (latents - below) / (flat.take(place) - below);
        torch.Tensor rank = ((((share + (above - 1)) * 2) / (knots - 1)) - 1) * LargestRank;

        // Two quantiles that are the same leave no share; what lies beyond the outermost has their rank.
        torch.Tensor isBelow = latents.gt(quantiles.select(1, 0)).logical_not();
        torch.Tensor isAbove = latents.ge(quantiles.select(1, knots - 1));
        return rank.masked_fill(isAbove, LargestRank).masked_fill(isBelow, -LargestRank);
    }
}

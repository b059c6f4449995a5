namespace LatentSim.Models.Weights;

/// <summary>
/// How a latent point becomes the decoder's condition: each coordinate standardized, and beside it its rank in the training data. The leading
/// eigenfunctions are nearly constant within a basin; the rank resolves what they still tell there.
/// </summary>
/// <param name="Mean">The mean of each latent coordinate over the training data, on the scale [0, 1].</param>
/// <param name="Deviation">The standard deviation of each latent coordinate, positive.</param>
/// <param name="Quantiles">[dim, knot]: evenly spaced quantiles of each latent coordinate, lowest to highest, not decreasing, at least two.</param>
public sealed record LatentScale(float[] Mean, float[] Deviation, float[] Quantiles);

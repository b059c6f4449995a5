namespace LatentSim.Models.Weights;

/// <summary>The published decoder: the generator of a conditional Wasserstein GAN (Sidky et al. 2020, section 2.3), on coordinates aligned to a reference.</summary>
/// <param name="NoiseSize">The number of N(0, 1) inputs, d.</param>
/// <param name="Dimension">The number of latent coordinates, m.</param>
/// <param name="Generator">Inputs: d noise values, then m latents on the scale [0, 1]. Outputs: 3 per site, standardized.</param>
/// <param name="Mean">The mean of each Cartesian coordinate, [site, 3], in nm.</param>
/// <param name="Scale">What each standardized coordinate is multiplied with, [site, 3], in nm.</param>
public sealed record WganDecoderWeights(int NoiseSize, int Dimension, Perceptron Generator, float[] Mean, float[] Scale)
    : IDecoderWeights
{
    /// <inheritdoc/>
    public int Sites => Mean.Length / 3;
}

namespace LatentSim.Models.Weights;

/// <summary>
/// The propagator's transition density p(psi' | psi), a mixture of diagonal Gaussians whose parameters a network computes from psi (Bishop 1994,
/// "Mixture density networks"; bounded means as in Sidky et al. 2020, eq. 5). Latents are on the scale [0, 1].
/// </summary>
/// <param name="Dimension">The number of latent coordinates, m.</param>
/// <param name="Components">The number of Gaussians, C.</param>
/// <param name="SigmaFloor">The least standard deviation, added to softplus of the raw one.</param>
/// <param name="Network">
/// m inputs to C (1 + 2 m) outputs: C logits (softmax gives alpha), C m raw means at index c m + d (sigmoid gives mu), C m raw deviations alike
/// (softplus plus the floor gives sigma).
/// </param>
public sealed record MixtureDensityWeights(int Dimension, int Components, float SigmaFloor, Perceptron Network);

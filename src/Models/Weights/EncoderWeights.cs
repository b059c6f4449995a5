using LatentSim.Models.Features;

namespace LatentSim.Models.Weights;

/// <summary>
/// The encoder: features to the slowest eigenfunctions of the transfer operator (state-free reversible VAMPnet; Sidky et al. 2020, section 2.1), scaled so
/// that each spans [0, 1] over the training data.
/// </summary>
/// <param name="Features">What the network sees of a configuration.</param>
/// <param name="Network">Raw features to the m scaled latents; standardization, batch norms and the linear maps at the end are folded in.</param>
/// <param name="Eigenvalues">The eigenvalues lambda_i that belong to the latents, largest first, and after them any faster ones that were computed.</param>
/// <param name="LagTime">The lag time tau of the eigenvalues, in ps.</param>
public sealed record EncoderWeights(FeatureDefinition Features, Perceptron Network, double[] Eigenvalues, double LagTime)
{
    /// <summary>What is subtracted from the network's latents; null for nothing.</summary>
    public Deflation? Deflation { get; init; }

    /// <summary>The number of latent coordinates, m.</summary>
    public int Dimension => Network.Outputs;

    /// <summary>The implied timescales t_i = -tau / ln lambda_i, in ps; not a number where an eigenvalue is outside (0, 1).</summary>
    public double[] Timescales => Array.ConvertAll(Eigenvalues, value => value is > 0 and < 1 ? -LagTime / Math.Log(value) : double.NaN);
}

namespace LatentSim.Models.Weights;

/// <summary>A mixture of Gaussians with full covariances: the density of the latent codes, fitted after training (Ghosh et al. 2019).</summary>
/// <param name="Shares">[component], summing to 1.</param>
/// <param name="Means">[component, dimension].</param>
/// <param name="Factors">Lower Cholesky factors of the covariances, [component, dimension, dimension] row-major, zeros above the diagonal.</param>
public sealed record GaussianMixture(float[] Shares, float[] Means, float[] Factors)
{
    /// <summary>The number of components.</summary>
    public int Components => Shares.Length;

    /// <summary>The dimension.</summary>
    public int Dimension => Means.Length / Shares.Length;
}

using LatentSim.Models.Weights;

namespace LatentSim.Models.Training;

/// <summary>A trained state-free reversible VAMPnet.</summary>
/// <param name="Encoder">From features to the m latents on [0, 1]: standardization, batch norms, eigenvectors and scaling are folded in.</param>
/// <param name="Eigenvalues">Of every learned eigenfunction on the training pairs, descending.</param>
/// <param name="ValidationEigenvalues">The autocorrelation of the same eigenfunctions on the held-out pairs.</param>
/// <param name="Timescales">-lag / ln(eigenvalue) on the training pairs, in units of <paramref name="LagTime"/>; 0 for an eigenvalue that is not positive.</param>
/// <param name="LagTime">The lag, ps.</param>
/// <param name="Metrics">How training went; losses are minus the VAMP-2 score without the constant function.</param>
public sealed record SrvResult(
    Perceptron Encoder, double[] Eigenvalues, double[] ValidationEigenvalues, double[] Timescales, double LagTime, StageMetrics Metrics)
{
    /// <summary>What is subtracted from the encoder's latents; null for nothing.</summary>
    public Deflation? Deflation { get; init; }

    /// <summary>The latent dimension, m.</summary>
    public int Dimension => Encoder.Outputs;
}

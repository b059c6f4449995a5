namespace LatentSim.Models.Training;

/// <summary>An encoder trained at a lag.</summary>
/// <param name="LagFrames">The lag, frames.</param>
/// <param name="Encoder">What training gave.</param>
public sealed record LagScanPoint(int LagFrames, SrvResult Encoder)
{
    /// <summary>The VAMP-2 score of the learned functions on the training pairs: 1, of the constant function, and the squared eigenvalues.</summary>
    public double TrainingScore => 1 + Encoder.Eigenvalues.Sum(eigenvalue => eigenvalue * eigenvalue);

    /// <summary>The same on held-out pairs.</summary>
    public double ValidationScore => 1 - Encoder.Metrics.BestValidationLoss;

    /// <summary>The lag, in the unit of the timescales.</summary>
    public double LagTime => Encoder.LagTime;

    /// <summary>lambda_m - lambda_(m+1), the gap that the latent dimension m was cut at; null where no function was learned beyond m.</summary>
    public double? Gap => Encoder.Dimension < Encoder.Eigenvalues.Length
        ? Math.Max(Encoder.Eigenvalues[Encoder.Dimension - 1], 0) - Math.Max(Encoder.Eigenvalues[Encoder.Dimension], 0)
        : null;
}

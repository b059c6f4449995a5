namespace LatentSim.Analysis.Reports;

/// <summary>One panel of a Chapman-Kolmogorov test: the probability to be in a state at some multiples of the lag, predicted by the model at one lag and measured at each.</summary>
/// <param name="Title">Which probability: "folded to folded".</param>
/// <param name="Times">Multiples of the lag.</param>
/// <param name="Predicted">By the model.</param>
/// <param name="Measured">In the data.</param>
public sealed record ChapmanKolmogorovPanel(string Title, IReadOnlyList<double> Times, IReadOnlyList<double> Predicted, IReadOnlyList<double> Measured)
{
    /// <summary>Standard errors of the prediction; null for none.</summary>
    public IReadOnlyList<double>? PredictedErrors { get; init; }

    /// <summary>Standard errors of what was measured; null for none.</summary>
    public IReadOnlyList<double>? MeasuredErrors { get; init; }
}

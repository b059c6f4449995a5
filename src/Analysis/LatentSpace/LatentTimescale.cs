namespace LatentSim.Analysis;

/// <summary>One timescale in the ensembles.</summary>
/// <param name="Number">1 for the slowest.</param>
/// <param name="Training">Of the training MD, if it is there.</param>
/// <param name="Truth">Of the held-out MD.</param>
/// <param name="Run">Of the run, with its sampling error.</param>
public sealed record LatentTimescale(int Number, TimescaleStatistics? Training, TimescaleStatistics Truth, TimescaleStatistics Run)
{
    /// <summary>The run's sampling error and the training MD's error, in quadrature, ps: a model can know no more than its data.</summary>
    public double? TotalError => LatentRow.TotalError(Run.StandardError, Training?.StandardError);

    /// <summary>How far the run's value is from the truth's, ps; null where one is not resolved.</summary>
    public double? Deviation => Run.Value - Truth.Value is { } difference ? Math.Abs(difference) : null;

    /// <summary>The deviation in errors of the difference: the total error and the truth's own, in quadrature.</summary>
    public double? Distance => LatentRow.TotalError(TotalError, Truth.StandardError) is { } error and > 0 ? Deviation / error : null;

    /// <summary>The training MD's relative error over the run's; null where one is not known.</summary>
    public double? ErrorRatio => RelativeTrainingError > 0 && RelativeRunError > 0 ? RelativeTrainingError / RelativeRunError : null;

    internal double RelativeTrainingError => Training?.StandardError / Training?.Value ?? 0;

    internal double RelativeRunError => Run.StandardError / Run.Value ?? 0;

    /// <summary>Autocorrelation times of the latent coordinates.</summary>
    public static IReadOnlyList<LatentTimescale> OfRelaxation(LatentComparison comparison) =>
        [.. Enumerable.Range(0, comparison.Truth.Relaxation.Count).Select(i => new LatentTimescale(
            i + 1, comparison.Training?.Relaxation[i].Time, comparison.Truth.Relaxation[i].Time, comparison.Run.Relaxation[i].Time))];

    /// <summary>Implied timescales of the Markov models.</summary>
    public static IReadOnlyList<LatentTimescale> OfMarkovModel(LatentComparison comparison) =>
        [.. Enumerable.Range(0, comparison.Truth.ImpliedTimescales.Count).Select(i => new LatentTimescale(
            i + 1, comparison.Training?.ImpliedTimescales[i], comparison.Truth.ImpliedTimescales[i], comparison.Run.ImpliedTimescales[i]))];
}

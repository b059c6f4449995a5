namespace LatentSim.Analysis.Reports;

/// <summary>A number that the three ensembles give with errors: a timescale, a passage time, a population.</summary>
/// <param name="Name">What it is: "t₁".</param>
/// <param name="Truth">Of held-out MD, or exact (no error).</param>
/// <param name="Training">Of the training MD; without a value where there is none.</param>
/// <param name="Run">Of LatentSim, with its total error.</param>
public sealed record EstimateRow(string Name, PlotPoint Truth, PlotPoint Training, PlotPoint Run)
{
    /// <summary>Distances up to this many standard errors are covered.</summary>
    public const double CoveredErrors = 2;

    /// <summary>The part of the run's error that comes of its own length, without that of its training data.</summary>
    public double? SamplingError { get; init; }

    /// <summary>Run over truth.</summary>
    public double? Ratio => Run.Value / Truth.Value is { } ratio && double.IsFinite(ratio) ? ratio : null;

    /// <summary>Distance of the run from the truth, in standard errors of the difference: sqrt(truth^2 + run^2).</summary>
    public double? DistanceInErrors
    {
        get
        {
            if (Run is not { Value: { } run, Error: { } error } || Truth.Value is not { } truth) return null;
            var distance = Math.Abs(run - truth) / Math.Sqrt(error * error + (Truth.Error ?? 0) * (Truth.Error ?? 0));
            return double.IsFinite(distance) ? distance : null;
        }
    }

    /// <summary>Whether the truth is within <see cref="CoveredErrors"/> standard errors; null where that cannot be said.</summary>
    public bool? Covered => DistanceInErrors is { } distance ? distance <= CoveredErrors : null;
}

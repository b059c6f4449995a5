namespace LatentSim.Analysis.Reports;

/// <summary>An autocorrelation function of one ensemble.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Color">The ensemble's colour.</param>
/// <param name="Times">Times, from zero.</param>
/// <param name="Values">C at these times.</param>
public sealed record AutocorrelationCurve(string Name, SeriesColor Color, IReadOnlyList<double> Times, IReadOnlyList<double> Values)
{
    /// <summary>Standard errors; null for none.</summary>
    public IReadOnlyList<double>? Errors { get; init; }

    /// <summary>The time t of the fitted exp(-time / t), drawn as a thin curve; null for none.</summary>
    public double? FittedTime { get; init; }
}

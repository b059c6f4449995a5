namespace LatentSim.Analysis.Reports;

/// <summary>How a <see cref="PlotSeries"/> is drawn.</summary>
public enum SeriesStyle
{
    /// <summary>A curve, with a band for its errors.</summary>
    Curve,

    /// <summary>A thin dotted curve: a fit, an exact answer.</summary>
    Fit,

    /// <summary>Points with error bars.</summary>
    Points,

    /// <summary>Points with error bars, joined by a curve.</summary>
    JoinedPoints,

    /// <summary>No curve: the area below it is shaded, as one where nothing can be known.</summary>
    Region,
}

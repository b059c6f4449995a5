namespace LatentSim.Analysis.Reports;

/// <summary>One curve of a <see cref="LinePlot"/>.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="X">Abscissas.</param>
/// <param name="Y">Ordinates; the curve has a gap at one that is not finite.</param>
public sealed record PlotSeries(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>Half the width of the band about the curve, or half the length of the bars of points: its standard errors; null for none.</summary>
    public IReadOnlyList<double>? Errors { get; init; }

    /// <summary>Whether the area below it is shaded: for distributions.</summary>
    public bool Filled { get; init; }

    /// <summary>Its colour; null for the next that is free.</summary>
    public SeriesColor? Color { get; init; }

    /// <summary>How it is drawn.</summary>
    public SeriesStyle Style { get; init; }

    /// <summary>Whether the legend leaves it out.</summary>
    public bool Unlisted { get; init; }

    /// <summary>A distribution of lengths as a curve of densities (1/nm) in about <paramref name="points"/> bins between two lengths.</summary>
    public static PlotSeries Density(string name, DistanceHistogram histogram, double from, double to, int points = 100)
    {
        var (x, y) = (new double[points], new double[points]);
        var width = (to - from) / points;
        for (var i = 0; i < points; i++)
        {
            x[i] = from + (i + 0.5) * width;
            y[i] = (histogram.FractionBelow(x[i] + width / 2) - histogram.FractionBelow(x[i] - width / 2)) / width;
        }

        return new PlotSeries(name, x, y) { Filled = true };
    }
}

namespace LatentSim.Analysis;

/// <summary>Autocorrelation functions and the timescales of their decay.</summary>
public static class Autocorrelation
{
    /// <summary>
    /// C(k) = &lt;(x(t + k) - m)(x(t) - m)&gt; / &lt;(x(t) - m)^2&gt; for k = 0 ... <paramref name="maximumLag"/> frames, averaged over all pairs
    /// of all trajectories, m their common mean.
    /// </summary>
    /// <exception cref="ArgumentException">No pair is that far apart, or the series is constant.</exception>
    public static double[] Function(IReadOnlyList<double[]> trajectories, int maximumLag)
    {
        if (!trajectories.Any(x => x.Length > maximumLag)) throw new ArgumentException($"No trajectory is longer than {maximumLag} frames.", nameof(trajectories));
        return Function([.. trajectories.Select(x => (ReadOnlyMemory<double>)x)], maximumLag, Mean(trajectories));
    }

    internal static double Mean(IReadOnlyList<double[]> trajectories) => trajectories.Sum(x => x.Sum()) / trajectories.Sum(x => (double)x.Length);

    /// <summary>C(0), C(1), ... of segments about a mean: up to the lag given, or the longest that they have.</summary>
    /// <exception cref="ArgumentException">The series is constant.</exception>
    internal static double[] Function(IReadOnlyList<ReadOnlyMemory<double>> segments, int maximumLag, double mean)
    {
        var accumulator = new AutocorrelationAccumulator(maximumLag, mean);
        foreach (var segment in segments)
        {
            accumulator.BeginTrajectory();
            accumulator.Add(segment.Span);
        }

        try
        {
            return accumulator.Function(mean);
        }
        catch (InvalidOperationException error)
        {
            throw new ArgumentException(error.Message, nameof(segments));
        }
    }

    /// <summary>
    /// The time t of the exponential exp(-k dt / t) that fits C(k), k = 1, 2, ..., best by least squares: how the relaxation timescales of
    /// latent space simulators are measured (Sidky, Chen and Ferguson, Chem. Sci. 11, 9459 (2020), section 3.2).
    /// </summary>
    /// <param name="correlation">C(0), C(1), ...; C(0) is not used.</param>
    /// <param name="spacing">Time between entries, in ps.</param>
    /// <returns>The timescale in ps.</returns>
    /// <exception cref="ArgumentException">Fewer than two entries, or the spacing is not positive.</exception>
    public static double ExponentialTimescale(ReadOnlySpan<double> correlation, double spacing)
    {
        if (correlation.Length < 2) throw new ArgumentException("Expected two entries or more.", nameof(correlation));
        if (!(spacing > 0)) throw new ArgumentException("Expected a positive spacing.", nameof(spacing));

        return spacing * ExponentialFit.Time(correlation);
    }
}

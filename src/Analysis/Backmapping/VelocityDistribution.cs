namespace LatentSim.Analysis;

/// <summary>
/// Root mean square velocities between consecutive frames, v(t) = sqrt(mean over atoms of |x(t) - x(t - lag)|^2) / lag: how far frames follow one another
/// (Shmilovich et al., J. Phys. Chem. A 126, 9124 (2022), Fig. 6).
/// </summary>
/// <param name="Displacements">The distribution of v lag, in nm; 2 nm and more are counted as 2 nm.</param>
/// <param name="Mean">Mean of v in nm/ps, with its standard error over blocks.</param>
/// <param name="LagTime">Time between frames in ps.</param>
/// <param name="BlockDistance">Mean Kolmogorov-Smirnov distance of a block to all: what the ensemble's own length leaves open; null with fewer than two blocks.</param>
public sealed record VelocityDistribution(DistanceHistogram Displacements, Estimate Mean, double LagTime, double? BlockDistance)
{
    /// <summary>
    /// Kolmogorov-Smirnov distance to another distribution, these velocities first multiplied by <paramref name="factor"/>; at the edges of the other's bins.
    /// </summary>
    public double DistanceTo(VelocityDistribution other, double factor = 1)
    {
        var distance = 0.0;
        var cumulative = Cumulative();
        var counts = other.Displacements.Counts;
        for (var (i, below) = (0, 0L); i < counts.Length - 1; i++)
        {
            below += counts[i];

            // What lies below x after the multiplication lay below x / factor before it.
            var position = (i + 1) / factor;
            distance = Math.Max(distance, Math.Abs(FractionBelow(cumulative, position) - (double)below / other.Displacements.Total));
        }

        return distance;
    }

    private long[] Cumulative()
    {
        var cumulative = new long[DistanceHistogram.MaximumBins + 1];
        for (var i = 0; i < DistanceHistogram.MaximumBins; i++) cumulative[i + 1] = cumulative[i] + Displacements.Counts[i];
        return cumulative;
    }

    private double FractionBelow(long[] cumulative, double position)
    {
        if (position >= DistanceHistogram.MaximumBins) return 1;
        var bin = (int)position;
        return (cumulative[bin] + (position - bin) * (cumulative[bin + 1] - cumulative[bin])) / Displacements.Total;
    }
}

namespace LatentSim.Analysis;

/// <summary>
/// The two basins along the slowest latent coordinate, chosen from the free energy profile of one ensemble and then used for all: of all pairs of minima the one
/// whose barrier is highest above the shallower of the two. A core is the interval about a minimum in which F lies less than <see cref="CoreDepth"/>, and less
/// than half of the barrier, above it; the barrier region is the interval about the highest point between the minima within as much of that.
/// </summary>
/// <param name="Lower">Core of the basin at lower psi_1.</param>
/// <param name="Upper">Core of the basin at higher psi_1.</param>
/// <param name="Barrier">The region at the top between them.</param>
/// <param name="Height">Height of the barrier above the shallower minimum, kT.</param>
public sealed record LatentBasins(Core Lower, Core Upper, Core Barrier, double Height)
{
    /// <summary>Free energy in kT above a minimum, or below the barrier's top, up to which its region reaches.</summary>
    public const double CoreDepth = 1;

    /// <summary>Least height of a barrier, kT: lower ones separate no basins.</summary>
    public const double LeastHeight = 0.5;

    /// <summary>Least share of the frames on either side of the barrier.</summary>
    public const double LeastPopulation = 0.01;

    /// <summary>Finds the basins; null where no barrier of at least <see cref="LeastHeight"/> separates two minima.</summary>
    public static LatentBasins? Find(FreeEnergyProfile profile)
    {
        var f = Filled(profile.Values);
        var below = Cumulative(profile.Values);
        (double Height, double Depth, int Left, int Right, int Top)? best = null;
        for (var i = 0; i < f.Length; i++)
        {
            var top = i;
            for (var j = i + 1; j < f.Length; j++)
            {
                if (f[j] > f[top]) top = j;
                var height = f[top] - Math.Max(f[i], f[j]);
                if (height < LeastHeight || Math.Min(below[top], 1 - below[top]) < LeastPopulation) continue;

                // Under one barrier the height is that above the shallower minimum, whatever the other: so the deeper of equals.
                if (best is { } b && (height < b.Height || (height == b.Height && f[i] + f[j] >= b.Depth))) continue;
                best = (height, f[i] + f[j], i, j, top);
            }
        }

        return best is { } found ? Between(profile.Axis, f, found.Left, found.Right, found.Top, found.Height) : null;
    }

    private static LatentBasins Between(HistogramAxis axis, double[] f, int left, int right, int top, double height)
    {
        var depth = Math.Min(CoreDepth, height / 2);
        return new LatentBasins(
            Interval(axis, left, bin => bin < top && f[bin] <= f[left] + depth),
            Interval(axis, right, bin => bin > top && f[bin] <= f[right] + depth),
            Interval(axis, top, bin => bin > left && bin < right && f[bin] > f[top] - depth), height);
    }

    private static Core Interval(HistogramAxis axis, int start, Func<int, bool> belongs)
    {
        var (low, high) = (start, start);
        while (low > 0 && belongs(low - 1)) low--;
        while (high < axis.Bins - 1 && belongs(high + 1)) high++;
        return new Core(axis.Low + low * axis.Width, axis.Low + (high + 1) * axis.Width);
    }

    // A bin that was never visited is a little higher than the highest that was.
    private static double[] Filled(IReadOnlyList<double> values)
    {
        var highest = values.Where(double.IsFinite).Max() + Math.Log(2);
        return [.. values.Select(f => double.IsFinite(f) ? f : highest)];
    }

    private static double[] Cumulative(IReadOnlyList<double> values)
    {
        var (total, sum) = (values.Sum(f => Math.Exp(-f)), 0.0);
        return [.. values.Select(f => sum += Math.Exp(-f) / total)];
    }
}

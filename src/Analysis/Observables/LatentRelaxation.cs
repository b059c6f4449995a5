namespace LatentSim.Analysis;

/// <summary>The relaxation time of a latent coordinate from a run's counts: the exponential that fits its autocorrelation function best.</summary>
internal static class LatentRelaxation
{
    private const int FewestLags = 3;

    /// <summary>The time in ps; null where the coordinate is constant or too few lags were seen.</summary>
    internal static Estimate Time(GroupLatents whole, IEnumerable<GroupLatents> groups, int coordinate, int dimension, double lagTime)
    {
        if (whole.Pairs[0] == 0) return new Estimate(null, null);
        var mean = whole.Members[coordinate] / (2.0 * whole.Pairs[0]);
        var all = Function(whole);
        var count = Window(all);
        return RunningEstimates.WithError(Fitted(all, count), groups.Select(group => Fitted(Function(group), count)));

        double[] Function(GroupLatents group)
        {
            var seen = group.Pairs.TakeWhile(n => n > 0).Count();
            double[] covariances = [.. Enumerable.Range(0, seen).Select(k => Covariance(group, k * dimension + coordinate, group.Pairs[k]))];
            return seen == 0 || !(covariances[0] > 0) ? [] : Array.ConvertAll(covariances, c => c / covariances[0]);
        }

        double Covariance(GroupLatents group, int at, long pairs) => (group.Products[at] - mean * group.Members[at]) / pairs + mean * mean;

        double? Fitted(double[] function, int lags) => function.Length < Math.Max(FewestLags, lags) ? null : lagTime * Fit(function, lags);
    }

    /// <summary>How many lags reach to three times the timescale that is fitted to them.</summary>
    private static int Window(double[] function)
    {
        const int Iterations = 20;
        var count = function.Length;
        for (var i = 0; i < Iterations && count >= FewestLags; i++)
        {
            var longest = AutocorrelationTime.FittedTimes * Fit(function, count);
            var next = Math.Clamp(LatentLags.Steps.Count(step => step <= longest) + 1, FewestLags, function.Length);
            if (next == count) break;
            count = next;
        }

        return count;
    }

    /// <summary>Each lag weighs as much as it stands for lags in between, so that the fit is nearly that to all lags.</summary>
    private static double Fit(double[] function, int count)
    {
        double[] lags = [.. LatentLags.Steps[1..count]];
        double[] weights = [.. Enumerable.Range(1, count - 1).Select(i => (LatentLags.Steps[Math.Min(i + 1, count - 1)] - LatentLags.Steps[i - 1]) / 2.0)];
        return ExponentialFit.Time(lags, function[1..count], weights);
    }
}

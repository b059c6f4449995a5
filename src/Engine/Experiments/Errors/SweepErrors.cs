namespace LatentSim.Engine.Experiments;

/// <summary>Errors of many trajectories, one number each; a trajectory that diverged counts as infinite.</summary>
/// <param name="Trajectories">How many.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Median">Their median.</param>
/// <param name="Percentile95">What 95 % of them do not exceed.</param>
internal sealed record SweepErrors(int Trajectories, double Mean, double Median, double Percentile95)
{
    /// <summary>Of some errors; percentiles are those of the ordered values nearest to them.</summary>
    public static SweepErrors Of(IEnumerable<double> errors)
    {
        double[] ordered = [.. errors.Order()];
        if (ordered.Length == 0)
            return new SweepErrors(0, double.NaN, double.NaN, double.NaN);
        return new SweepErrors(ordered.Length, ordered.Average(), 0.5 * (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]), ordered[(int)Math.Ceiling(0.95 * ordered.Length) - 1]);
    }
}

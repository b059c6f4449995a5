namespace LatentSim.Analysis;

/// <summary>The rows on bonds, angles, handedness and the coarse sites.</summary>
internal static class LocalStructureRows
{
    private const double Degree = Math.PI / 180;

    internal static IEnumerable<ComparisonRow> Of(BackmapComparison comparison) =>
        [.. Angles(comparison), .. Distances(comparison), .. comparison.IsBackmapped ? Handedness(comparison) : [], .. Sites(comparison)];

    private static IEnumerable<ComparisonRow> Angles(BackmapComparison comparison)
    {
        Pair[] pairs = [.. comparison.Run.Angles.Zip(comparison.Truth.Angles, (run, truth) => new Pair(run, truth))];
        if (pairs.Length == 0) yield break;
        var mean = pairs.MaxBy(pair => Math.Abs(pair.Shift));
        yield return LatentRow.Measured(
            $"angles: mean, worst of {pairs.Length}", $"{Comparison.Text(mean.Shift / Degree, "+0.00;-0.00;0.00")} degrees ({mean.Run.Name})", mean.Shift / Degree, $"MD: {Comparison.Text(mean.Truth.Mean / Degree, "F2")} degrees");
        var width = pairs.MaxBy(pair => Math.Abs(Math.Log(pair.WidthRatio)));
        yield return LatentRow.Measured(
            $"angles: standard deviation, worst of {pairs.Length}", $"{LatentRow.Change(width.WidthRatio)} ({width.Run.Name})", width.WidthRatio - 1, $"MD: {Comparison.Text(width.Truth.StandardDeviation / Degree, "F2")} degrees");
    }

    private static IEnumerable<ComparisonRow> Distances(BackmapComparison comparison)
    {
        var bonds = comparison.Run.Bonds.Zip(comparison.Truth.Bonds, (run, truth) => new Pair(run, truth)).ToLookup(pair => pair.Run.ToHydrogen);
        var angles = comparison.Run.Angles.Zip(comparison.Truth.Angles, (run, truth) => new Pair(run, truth)).ToLookup(pair => pair.Run.ToHydrogen);
        return [.. Distance("bonds between heavy atoms", bonds[false]), .. Distance("bonds to hydrogen", bonds[true]), .. Distance("angles of heavy atoms", angles[false]), .. Distance("angles to hydrogen", angles[true])];
    }

    private static IEnumerable<ComparisonRow> Distance(string what, IEnumerable<Pair> pairs)
    {
        var all = pairs.Select(pair => (Pair: pair, Distance: pair.Run.DistanceTo(pair.Truth))).ToArray();
        if (all.Length == 0) yield break;
        var worst = all.MaxBy(pair => pair.Distance);
        yield return LatentRow.Measured(
            $"{what}: Kolmogorov-Smirnov distance, worst of {all.Length}", $"{Comparison.Text(worst.Distance, "F3")} ({worst.Pair.Run.Name})", worst.Distance, $"mean of all: {Comparison.Text(all.Average(pair => pair.Distance), "F3")}");
    }

    private static IEnumerable<ComparisonRow> Handedness(BackmapComparison comparison)
    {
        var (run, truth, limit) = (comparison.Run, comparison.Truth, comparison.Limits.Chirality);
        if (run.Chirality.Count == 0) yield break;
        var right = Share(run.FramesWithWrongHandedness, run.Frames);
        yield return LatentRow.Of(
            "frames with the right handedness at every CA", limit is { } least ? $">= {Comparison.Text(100 * least, "G6")} %" : "", Percent(right), right,
            $"MD: {Percent(Share(truth.FramesWithWrongHandedness, truth.Frames))}", limit - right, limit is null ? null : 0);
        if (run.Chirality.Count == 1) yield break;
        foreach (var center in run.Chirality)
            yield return LatentRow.Measured($"frames with the right handedness at {center.Name}", Percent(Share(center.WrongFrames, run.Frames)), Share(center.WrongFrames, run.Frames), "");
    }

    private static IEnumerable<ComparisonRow> Sites(BackmapComparison comparison)
    {
        if (comparison.Sites is not { } sites) yield break;
        yield return LatentRow.Measured(
            "coarse sites of the frames against the coarse trajectory: mean RMSD", $"{Comparison.Text(sites.Mean, "0.#####")} nm", sites.Mean, $"largest of {sites.Frames:N0} frames: {Comparison.Text(sites.Largest, "0.#####")} nm");
    }

    private static double Share(long wrong, long frames) => 1 - (double)wrong / frames;

    private static string Percent(double share) => $"{Comparison.Text(100 * share, "0.####")} %";

    private readonly record struct Pair(CoordinateStatistics Run, CoordinateStatistics Truth)
    {
        public double Shift => Run.Mean - Truth.Mean;

        // What MD holds rigid has no width to be compared with.
        public double WidthRatio => Truth.StandardDeviation > 0 && Run.StandardDeviation > 0 ? Run.StandardDeviation / Truth.StandardDeviation : 1;
    }
}

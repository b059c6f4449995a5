using LatentSim.Analysis.Reports;

namespace LatentSim.Analysis;

/// <summary>The rows on torsions that the coarse sites do not fix: what a backmapper must remember by itself.</summary>
internal static class FreeTorsionRows
{
    private const int MostRows = 10;

    internal static IEnumerable<ComparisonRow> Of(BackmapComparison comparison)
    {
        Pair[] pairs = [.. comparison.Run.FreeTorsions.Zip(comparison.Truth.FreeTorsions, (run, truth) => new Pair(run, truth)).Where(pair => pair.Ratio is not null)];
        if (pairs.Length == 0) yield break;
        var kept = Math.Sqrt(pairs.Average(pair => pair.NextFrameDifference * pair.NextFrameDifference));
        yield return LatentRow.Measured(
            $"torsions that the sites do not fix: autocorrelation after one frame, RMS difference of {pairs.Length}", Comparison.Text(kept, "F4"), kept, "0: frames know of the ones before as in MD");
        var worst = pairs.MaxBy(pair => Math.Abs(Math.Log(pair.Ratio!.Value)));
        yield return LatentRow.Measured(
            $"their autocorrelation times, worst of {pairs.Length}", $"{Comparison.Text(worst.Ratio!.Value, "F3")} of MD's ({worst.Truth.Name})", worst.Ratio, "");
        var distant = pairs.MaxBy(pair => pair.Divergence);
        yield return LatentRow.Measured(
            $"their distributions, Jensen-Shannon divergence: worst of {pairs.Length}", $"{Comparison.Text(distant.Divergence, "F4")} nats ({distant.Truth.Name})", distant.Divergence, "");
        foreach (var pair in pairs.OrderByDescending(pair => pair.TruthTime.Value).Take(MostRows)) yield return Row(pair);
    }

    private static ComparisonRow Row(Pair pair) => LatentRow.Measured(
        $"autocorrelation time of {pair.Truth.Name}", $"{Time(pair.RunTime)} ps ({LatentRow.Change(pair.Ratio!.Value)}); next frame: {Comparison.Text(pair.Run.NextFrame.Value ?? double.NaN, "F3")}", pair.RunTime.Value,
        $"MD: {Time(pair.TruthTime)} ps; next frame: {Comparison.Text(pair.Truth.NextFrame.Value ?? double.NaN, "F3")}");

    private static string Time(Estimate time) => ErrorText.Of(time.Value ?? double.NaN, time.StandardError);

    /// <summary>A torsion in the run and in MD.</summary>
    internal readonly record struct Pair(TorsionMemory Run, TorsionMemory Truth)
    {
        internal Estimate TruthTime => Truth.Time(Truth.Window);

        internal Estimate RunTime => Run.Time(Truth.Window);

        // A time of zero or less is that of a torsion that turns back at once: no ratio can say how much shorter it is.
        internal double? Ratio => RunTime.Value / TruthTime.Value is { } ratio && ratio > 0 && double.IsFinite(ratio) ? ratio : null;

        internal double NextFrameDifference => Run.NextFrame.Value - Truth.NextFrame.Value ?? 0;

        internal double Divergence => DistributionDistance.JensenShannon(Run.Distribution.Probabilities(), Truth.Distribution.Probabilities());
    }
}

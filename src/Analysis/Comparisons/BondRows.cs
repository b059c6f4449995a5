namespace LatentSim.Analysis;

/// <summary>The rows on bonds: of each kind the worst bond's figure, with its name.</summary>
internal static class BondRows
{
    internal static IEnumerable<ComparisonRow> Of(EnsembleStatistics run, EnsembleStatistics reference)
    {
        var pairs = run.Bonds.Zip(reference.Bonds, (ours, theirs) => new Pair(ours, theirs)).ToArray();
        return HeavyRows([.. pairs.Where(p => !p.Run.ToHydrogen)]).Concat(HydrogenRows([.. pairs.Where(p => p.Run.ToHydrogen)]));
    }

    private static IEnumerable<ComparisonRow> HeavyRows(Pair[] pairs)
    {
        if (pairs.Length == 0) yield break;
        var count = $"worst of {pairs.Length}";
        var mean = pairs.MaxBy(p => Math.Abs(p.MeanShift));
        yield return Mean($"bonds between heavy atoms: mean, {count}", mean, Comparison.HeavyBondMean);
        var width = pairs.MaxBy(p => Math.Abs(p.DeviationChange));
        yield return new ComparisonRow(
            $"bonds between heavy atoms: standard deviation, {count}", "within 10 %", $"{Comparison.Text(100 * width.DeviationChange, "+0.0;-0.0;0.0")} % ({width.Run.Name})", width.DeviationChange,
            $"MD: {Comparison.Text(width.Reference.StandardDeviation, "F5")} nm", Comparison.Ask(Math.Abs(width.DeviationChange) <= Comparison.HeavyBondDeviationShare));
    }

    private static IEnumerable<ComparisonRow> HydrogenRows(Pair[] pairs)
    {
        if (pairs.Length == 0) yield break;
        var count = $"worst of {pairs.Length}";
        yield return Mean($"bonds to hydrogen: mean, {count}", pairs.MaxBy(p => Math.Abs(p.MeanShift)), Comparison.HydrogenBondMean);
        var width = pairs.MaxBy(p => p.Run.StandardDeviation);
        yield return new ComparisonRow(
            $"bonds to hydrogen: standard deviation, {count}", $"<= {Comparison.HydrogenBondDeviation} nm", $"{Comparison.Text(width.Run.StandardDeviation, "F5")} nm ({width.Run.Name})", width.Run.StandardDeviation,
            $"MD: {Comparison.Text(width.Reference.StandardDeviation, "F5")} nm", Comparison.Ask(width.Run.StandardDeviation <= Comparison.HydrogenBondDeviation));
    }

    private static ComparisonRow Mean(string figure, Pair pair, double most) => new(
        figure, $"within {most} nm", $"{Comparison.Text(pair.MeanShift, "+0.00000;-0.00000;0.00000")} nm ({pair.Run.Name})", pair.MeanShift,
        $"MD: {Comparison.Text(pair.Reference.Mean, "F5")} nm", Comparison.Ask(Math.Abs(pair.MeanShift) <= most));

    private readonly record struct Pair(BondStatistics Run, BondStatistics Reference)
    {
        public double MeanShift => Run.Mean - Reference.Mean;

        // A bond that MD holds rigid has no width to be compared with: any width is infinitely far from it.
        public double DeviationChange => Reference.StandardDeviation > 0 ? Run.StandardDeviation / Reference.StandardDeviation - 1 : Run.StandardDeviation > 0 ? double.MaxValue : 0;
    }
}

namespace LatentSim.Analysis;

/// <summary>Predicted and counted probabilities between sets at multiples of a lag.</summary>
/// <param name="Sets">Number of sets.</param>
/// <param name="Rows">One for each multiple, set left and set entered, in this order.</param>
public sealed record ChapmanKolmogorovResult(int Sets, IReadOnlyList<ChapmanKolmogorovRow> Rows)
{
    /// <summary>Greatest |predicted - counted| of all rows.</summary>
    public double LargestDifference => Rows.Max(row => Math.Abs(row.Predicted.Value - row.Counted.Value ?? 0));

    /// <summary>Share of the rows beyond the model's own lag whose two values differ by at most two standard errors of either; null without errors.</summary>
    public double? ShareWithinErrors
    {
        get
        {
            bool[] within = [.. Rows.Where(row => row.Time > Rows[0].Time).Select(row => row.IsWithinErrors).OfType<bool>()];
            return within.Length == 0 ? null : within.Average(x => x ? 1.0 : 0);
        }
    }
}

/// <summary>The probability to be in one set some time after being in another.</summary>
/// <param name="From">The set left.</param>
/// <param name="To">The set entered, which may be the same.</param>
/// <param name="Time">The time in ps.</param>
/// <param name="Predicted">By the model at its own lag.</param>
/// <param name="Counted">By counts at that time.</param>
public sealed record ChapmanKolmogorovRow(int From, int To, double Time, Estimate Predicted, Estimate Counted)
{
    /// <summary>Whether the two differ by at most two standard errors, of whichever is larger; null without errors.</summary>
    /// <remarks>The two come from the same data, so their errors are correlated and do not add up.</remarks>
    public bool? IsWithinErrors =>
        Predicted.StandardError is { } p && Counted.StandardError is { } c ? Math.Abs(Predicted.Value - Counted.Value ?? 0) <= 2 * Math.Max(p, c) : null;
}

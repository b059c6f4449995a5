using LatentSim.Analysis.Reports;

namespace LatentSim.Analysis;

/// <summary>Makes rows whose verdict follows from a limit, or that are only measured.</summary>
internal static class LatentRow
{
    /// <summary>A row that passes where <paramref name="deviation"/> is at most <paramref name="limit"/>; measured where there is no limit.</summary>
    internal static ComparisonRow Of(string figure, string asked, string measured, double? value, string context, double? deviation, double? limit) =>
        new(figure, limit is null ? "" : asked, measured, value, context, limit is null ? Verdict.Measured : Comparison.Ask(deviation <= limit));

    /// <summary>A row of which nothing is asked.</summary>
    internal static ComparisonRow Measured(string figure, string measured, double? value, string context) => new(figure, "", measured, value, context, Verdict.Measured);

    /// <summary>"&lt;= 0.4 kT".</summary>
    internal static string AtMost(double? limit, string unit) => limit is { } most ? $"<= {Comparison.Text(most, "G6")}{(unit.Length > 0 ? " " + unit : "")}" : "";

    /// <summary>"within 15 %".</summary>
    internal static string Within(double? share) => share is { } part ? $"within {Comparison.Text(100 * part, "G4")} %" : "";

    /// <summary>"+4.2 %".</summary>
    internal static string Change(double ratio) => $"{Comparison.Text(100 * (ratio - 1), "+0.0;-0.0;0.0")} %";

    /// <summary>"0.123 ± 0.004 nm".</summary>
    internal static string Length(double? value, double? error) => value is { } x ? $"{ErrorText.Of(x, error)} nm" : "none";

    /// <summary>sqrt(sampling^2 + training^2): a model can know no more than its data. Null where neither is known.</summary>
    internal static double? TotalError(double? sampling, double? training) =>
        sampling is null && training is null ? null : Math.Sqrt((sampling ?? 0) * (sampling ?? 0) + (training ?? 0) * (training ?? 0));
}

using System.Text.RegularExpressions;

namespace LatentSim.Analysis.Reports;

/// <summary>Symbols that a terminal writes in plain letters, as a page shows them: psi_1 as ψ₁, t_2 as t₂, &lt;= as ≤.</summary>
internal static partial class Typeset
{
    internal static ComparisonRow Of(ComparisonRow row) =>
        row with { Figure = Of(row.Figure), Asked = Of(row.Asked), Measured = Of(row.Measured), Context = Of(row.Context) };

    internal static string Of(string text) =>
        Symbol().Replace(text, match => (match.Groups["name"].Value == "psi" ? "ψ" : "t") + string.Concat(match.Groups["digits"].Value.Select(digit => (char)('₀' + digit - '0'))))
            .Replace("<=", "≤", StringComparison.Ordinal)
            .Replace(">=", "≥", StringComparison.Ordinal);

    [GeneratedRegex(@"\b(?<name>psi|t)_(?<digits>[0-9]+)")]
    private static partial Regex Symbol();
}

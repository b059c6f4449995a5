using System.Text;

namespace LatentSim.Analysis.Reports;

/// <summary>The panel at the top of a report: one statement, and a card for each figure. Marks are words and signs, not colours alone.</summary>
internal static class VerdictPanel
{
    internal static string Draw(string summary, IReadOnlyList<VerdictCard> cards)
    {
        var failed = cards.Any(card => card.Verdict == Verdict.Fail);
        var panel = new StringBuilder($"<section class=\"verdicts {(failed ? "fail" : "pass")}\" id=\"verdict\" aria-label=\"Verdict\">\n");
        panel.Append($"<p class=\"statement\"><span class=\"mark\" aria-hidden=\"true\">{(failed ? "✗" : "✓")}</span> {Statement(cards)}</p>\n");
        if (summary.Length > 0) panel.Append($"<p>{SvgWriter.Escape(summary)}</p>\n");
        panel.Append("<ul class=\"cards\">\n");
        foreach (var card in cards) panel.Append(Card(card));
        return panel.Append("</ul>\n").ToString();
    }

    /// <summary>"All 9 asked figures met", or "7 of 9 asked figures met".</summary>
    internal static string Statement(IReadOnlyList<VerdictCard> cards)
    {
        var asked = cards.Count(card => card.Verdict != Verdict.Measured);
        var met = cards.Count(card => card.Verdict == Verdict.Pass);
        if (asked == 0) return "Nothing was asked of these figures";
        return asked == met && asked > 1 ? $"All {asked} asked figures met" : $"{met} of {asked} asked {(asked == 1 ? "figure" : "figures")} met";
    }

    private static string Card(VerdictCard card)
    {
        var (mark, style) = card.Verdict switch { Verdict.Pass => ("✓ met", "pass"), Verdict.Fail => ("✗ missed", "fail"), _ => ("measured", "measured") };
        var text = new StringBuilder($"<li class=\"card {style}\"><span class=\"verdict\">{mark}</span><span class=\"name\">{SvgWriter.Escape(card.Name)}</span>");
        var (value, remark) = Parts(card.Measured);
        text.Append($"<span class=\"value\">{SvgWriter.Escape(value)}</span>");
        if (remark.Length > 0) text.Append($"<span class=\"note\">{SvgWriter.Escape(remark)}</span>");
        if (card.Asked.Length > 0) text.Append($"<span class=\"note\">asked: {SvgWriter.Escape(card.Asked)}</span>");
        if (card.Reference.Length > 0) text.Append($"<span class=\"note\">{SvgWriter.Escape(card.Reference)}</span>");
        return text.Append("</li>\n").ToString();
    }

    // What stands in parentheses at the end is said below, in small letters. A percent sign stays with its number.
    private static (string Value, string Remark) Parts(string measured)
    {
        var text = measured.Replace(" %", "\u00A0%");
        var start = text.EndsWith(')') ? text.LastIndexOf(" (", StringComparison.Ordinal) : -1;
        return start > 0 ? (text[..start], text[(start + 2)..^1]) : (text, "");
    }
}

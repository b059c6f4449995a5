using System.Text;

namespace LatentSim.Analysis.Reports;

/// <summary>Names in small letters, digits and hyphens: for files and for places in a page.</summary>
internal static class PlainName
{
    private const int MostLetters = 60;

    /// <summary>The name of a text: "F along ψ₁ (kT)" becomes "f-along-psi1-kt".</summary>
    internal static string Of(string text)
    {
        var name = new StringBuilder();
        foreach (var letter in text)
        {
            if (char.IsAsciiLetterOrDigit(letter)) name.Append(char.ToLowerInvariant(letter));
            else if (letter is >= '₀' and <= '₉') name.Append((char)('0' + (letter - '₀')));
            else if (Greek(letter) is { } word) name.Append(word);
            else if (name.Length > 0 && name[^1] != '-') name.Append('-');
        }

        var plain = name.ToString(0, Math.Min(name.Length, MostLetters)).Trim('-');
        return plain.Length == 0 ? "data" : plain;
    }

    private static string? Greek(char letter) => letter switch
    {
        'φ' => "phi",
        'ψ' => "psi",
        'ω' => "omega",
        'χ' => "chi",
        'τ' => "tau",
        'α' => "alpha",
        _ => null,
    };
}

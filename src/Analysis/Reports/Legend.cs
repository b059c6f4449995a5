namespace LatentSim.Analysis.Reports;

/// <summary>Names of series, each beside its colour.</summary>
internal static class Legend
{
    private const double LetterWidth = 6.6;

    internal static void Draw(SvgWriter svg, double x, double y, IReadOnlyList<string> names)
    {
        for (var s = 0; s < names.Count; s++)
        {
            svg.Rectangle(x, y - 9, 14, 9, $"swatch s{s}");
            svg.Text(x + 19, y, names[s], "start", "tick");
            x += 19 + LetterWidth * names[s].Length + 18;
        }
    }
}

namespace LatentSim.Analysis.Reports;

/// <summary>Names of series, each beside a sample of how it is drawn, in as many rows as they need.</summary>
internal sealed class Legend
{
    private const double LetterWidth = 6.5;
    private const double RowHeight = 17;
    private const double SampleWidth = 22;
    private readonly List<(double X, int Row, LegendEntry Entry)> _places = [];

    /// <summary>Finds a place for each name within a width.</summary>
    internal Legend(IReadOnlyList<LegendEntry> entries, double width)
    {
        var (x, row) = (0.0, 0);
        foreach (var entry in entries)
        {
            var needed = SampleWidth + 6 + LetterWidth * entry.Name.Length;
            if (x > 0 && x + needed > width) (x, row) = (0, row + 1);
            _places.Add((x, row, entry));
            x += needed + 14;
        }

        Height = _places.Count == 0 ? 0 : RowHeight * (row + 1);
    }

    /// <summary>Its height.</summary>
    internal double Height { get; }

    /// <summary>Draws it, its first row at a place.</summary>
    internal void Draw(SvgWriter svg, double left, double top)
    {
        foreach (var (x, row, entry) in _places)
        {
            var (start, middle) = (left + x, top + RowHeight * row + 6);
            if (entry.HasArea) svg.Rectangle(start, middle - 5, SampleWidth, 10, $"fill {entry.Class}");
            if (entry.HasLine) svg.Line(start, middle, start + SampleWidth, middle, $"{entry.LineStyle} {entry.Class}");
            if (entry.HasDot) svg.Circle(start + SampleWidth / 2, middle, 3.6, $"dot {entry.Class}");
            svg.Text(start + SampleWidth + 5, middle + 4, entry.Name, "start", "tick");
        }
    }
}

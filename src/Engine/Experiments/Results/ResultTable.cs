namespace LatentSim.Engine.Experiments;

/// <summary>Figures of an experiment as a table, for the terminal and for the report.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Headings">Column headings.</param>
/// <param name="Rows">Cells.</param>
internal sealed record ResultTable(string Caption, IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>The lines of a terminal.</summary>
    public IEnumerable<string> Lines()
    {
        int[] widths = [.. Headings.Select((heading, column) => Math.Max(heading.Length, Rows.Select(row => row[column].Length).DefaultIfEmpty(0).Max()))];
        yield return Caption;
        foreach (IReadOnlyList<string> cells in Rows.Prepend(Headings))
            yield return "  " + string.Join("  ", cells.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd();
    }

    /// <summary>The columns that are set flush right: all but the first.</summary>
    public IReadOnlyList<int> NumberColumns => [.. Enumerable.Range(1, Headings.Count - 1)];
}

using System.Globalization;
using System.Text;

namespace LatentSim.Engine.Benchmarks;

/// <summary>Figures as a person reads them: on a terminal, and as a table of a page.</summary>
internal static class BenchmarkTable
{
    private static readonly string[] Headings = ["", "figure", "measured", "asked", "beside it"];

    /// <summary>Prints a line a figure, as it comes.</summary>
    public static void Print(BenchmarkFigure figure)
    {
        string[] cells = Cells(figure);
        Console.WriteLine($"{cells[0],-6} {cells[1]}: {cells[2]}{(cells[3].Length > 0 ? $" (asked {cells[3]})" : "")}{(cells[4].Length > 0 ? $"; {cells[4]}" : "")}");
    }

    /// <summary>All of them in Markdown, under the machine that they come from.</summary>
    public static string Markdown(IEnumerable<BenchmarkFigure> figures, Machine machine)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{machine}\n\n| {string.Join(" | ", Headings)} |\n|{string.Concat(Headings.Select(_ => " --- |"))}\n");
        foreach (BenchmarkFigure figure in figures)
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", Cells(figure))} |\n");
        return text.ToString();
    }

    private static string[] Cells(BenchmarkFigure figure) =>
        [figure.Met switch { true => "met", false => "missed", null => "" }, figure.Name, Measured(figure), figure.Asked, figure.Baseline];

    private static string Measured(BenchmarkFigure figure) => figure.Value is { } value
        ? $"{value.ToString(Math.Abs(value) >= 1000 ? "N0" : "G3", CultureInfo.InvariantCulture)} {figure.Unit}"
        : "not measured";
}

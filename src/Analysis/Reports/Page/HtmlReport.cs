using System.Globalization;
using System.Text;

namespace LatentSim.Analysis.Reports;

/// <summary>
/// A report as one HTML page that needs nothing else: no network. It follows the reader's light or dark scheme, fits a telephone, and holds each number that it
/// shows for download. Without scripts everything can still be read; structures then do not turn. All text is escaped.
/// </summary>
/// <param name="title">Its title.</param>
public sealed class HtmlReport(string title)
{
    private const double PageWidth = 1060;
    private const double Gap = 18;
    private const double LeastScale = 0.8;
    private readonly StringBuilder _body = new();
    private readonly ReportNumbers _numbers = new();
    private readonly List<(string Place, string Heading)> _sections = [];
    private readonly HashSet<string> _places = ["verdict", "numbers"];
    private bool _inSection;

    /// <summary>Begins a section.</summary>
    public HtmlReport Section(string heading)
    {
        var place = Place(heading);
        CloseSection();
        _sections.Add((place, heading));
        _inSection = true;
        _body.Append($"<section id=\"{place}\">\n<h2>{SvgWriter.Escape(heading)}</h2>\n");
        return this;
    }

    /// <summary>Begins a part of a section.</summary>
    public HtmlReport Subsection(string heading)
    {
        _body.Append($"<h3>{SvgWriter.Escape(heading)}</h3>\n");
        return this;
    }

    /// <summary>Adds a paragraph.</summary>
    public HtmlReport Paragraph(string text)
    {
        _body.Append($"<p>{SvgWriter.Escape(text)}</p>\n");
        return this;
    }

    /// <summary>Adds the panel that says in ten seconds whether the run is as asked: one statement, and a card for each figure. It stands best before all sections.</summary>
    /// <param name="summary">What was compared, in a sentence.</param>
    /// <param name="cards">The figures.</param>
    public HtmlReport Verdicts(string summary, IReadOnlyList<VerdictCard> cards)
    {
        CloseSection();
        _inSection = true;
        _sections.Add(("verdict", "Verdict"));
        _body.Append(VerdictPanel.Draw(summary, cards));
        AddDownload(new DataTable(
            "verdict", new DataColumn("figure", cards.Select(c => c.Name)), new DataColumn("measured", cards.Select(c => c.Measured)), new DataColumn("asked", cards.Select(c => c.Asked)),
            new DataColumn("MD", cards.Select(c => c.Reference)), new DataColumn("verdict", cards.Select(c => ComparisonText.Mark(c.Verdict)))));
        return this;
    }

    /// <summary>Adds pictures side by side, or one below the other where there is no room, with a caption and their numbers.</summary>
    /// <param name="caption">Stands below them.</param>
    /// <param name="pictures">What the plots of this namespace draw.</param>
    public HtmlReport Figure(string caption, params IReadOnlyList<Picture> pictures)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<figure><div class=\"pictures\" style=\"--columns:{Columns(pictures)}\">\n").AppendJoin('\n', pictures.Select(picture => picture.Markup)).Append($"\n</div><figcaption>{SvgWriter.Escape(caption)}</figcaption>\n");
        _body.Append("<p class=\"downloads\">");
        for (var p = 0; p < pictures.Count; p++)
        {
            var name = _numbers.Add(pictures[p].Data, Heading);
            var label = pictures.Count == 1 ? "" : $"{SvgWriter.Escape(pictures[p].Title)} ";
            _body.Append($"<span>{label}{TableButton(name, pictures[p].Title)}{PictureButton(p, name, pictures[p].Title)}</span>");
        }

        _body.Append("</p>\n</figure>\n");
        return this;
    }

    /// <summary>Adds a table; columns whose cells are numbers are set flush right by the style sheet's class "number".</summary>
    /// <param name="headings">Column headings.</param>
    /// <param name="rows">Cells.</param>
    /// <param name="numberColumns">Columns of numbers.</param>
    public HtmlReport Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows, params IReadOnlyList<int> numberColumns)
    {
        var cells = rows.ToArray();
        AddTable(headings, cells, numberColumns);
        AddDownload(new DataTable(
            Heading, [.. headings.Select((heading, c) => new DataColumn(heading, cells.Select(row => c < row.Count ? row[c] : "")))]));
        return this;
    }

    /// <summary>Adds numbers that the three ensembles give, with errors, their ratio, and whether the run's error covers the truth.</summary>
    /// <param name="caption">Stands below them; its numbers' file is named after it.</param>
    /// <param name="unit">Their unit; may be empty.</param>
    /// <param name="rows">The numbers.</param>
    public HtmlReport Estimates(string caption, string unit, IReadOnlyList<EstimateRow> rows)
    {
        var headings = EstimateTable.Headings(rows, unit);
        AddTable(headings, [.. rows.Select(row => EstimateTable.Cells(row, rows))], [.. Enumerable.Range(1, headings.Count - 2)]);
        _body.Append($"<p class=\"caption\">{SvgWriter.Escape(caption)}</p>\n");
        AddDownload(EstimateTable.Data(caption, unit, rows));
        return this;
    }

    /// <summary>Adds the rows of a comparison as a table, each with its verdict.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="context">What the last column is headed: what is compared with.</param>
    public HtmlReport Rows(IEnumerable<ComparisonRow> rows, string context = "MD")
    {
        var all = rows.ToArray();
        _body.Append("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr><th></th><th>figure</th><th>measured</th><th>asked</th>").Append(Cell("th", context, false)).Append("</tr></thead>\n<tbody>\n");
        foreach (var row in all)
        {
            var (mark, style) = row.Verdict switch { Verdict.Pass => ("✓ pass", "pass"), Verdict.Fail => ("✗ fail", "fail"), _ => ("", "measured") };
            _body.Append($"<tr class=\"{style}\"><td><span class=\"verdict\">{mark}</span></td>")
                .Append(Cell("td", row.Figure, false)).Append(Cell("td", row.Measured, false)).Append(Cell("td", row.Asked, false)).Append(Cell("td", row.Context, false)).Append("</tr>\n");
        }

        _body.Append("</tbody></table></div>\n");
        AddDownload(new DataTable(
            "figures", new DataColumn("verdict", all.Select(r => ComparisonText.Mark(r.Verdict))), new DataColumn("figure", all.Select(r => r.Figure)),
            new DataColumn("value", all.Select(r => r.Value ?? double.NaN)), new DataColumn("measured", all.Select(r => r.Measured)),
            new DataColumn("asked", all.Select(r => r.Asked)), new DataColumn(context, all.Select(r => r.Context))));
        return this;
    }

    /// <summary>The page.</summary>
    public string ToHtml() => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
        <title>{SvgWriter.Escape(title)}</title>
        <style>
        {ReportAsset.Text("Report.css")}
        </style>
        </head>
        <body>
        {Contents()}
        <main>
        <header><h1>{SvgWriter.Escape(title)}</h1>
        <p class="downloads"><button type="button" class="get" data-everything>every number of this page (JSON)</button></p></header>
        {_body}{(_inSection ? "</section>" : "")}
        </main>
        <script type="application/json" id="numbers">{_numbers.ToJson(title)}</script>
        <script>
        {ReportAsset.Text("Report.js")}
        </script>
        <script>
        {ReportAsset.Text("StructureView.js")}
        </script>
        </body>
        </html>

        """;

    /// <summary>Writes the page to a file.</summary>
    public void Save(string path) => File.WriteAllText(path, ToHtml());

    private string Heading => _sections.Count > 0 ? _sections[^1].Heading : title;

    private static string TableButton(string name, string title) =>
        $"<button type=\"button\" class=\"get\" data-table=\"{name}\" aria-label=\"{SvgWriter.Escape($"Download {title} as CSV")}\">CSV</button>";

    private static string PictureButton(int number, string name, string title) => string.Create(
        CultureInfo.InvariantCulture, $"<button type=\"button\" class=\"get\" data-picture=\"{number}\" data-name=\"{name}\" aria-label=\"{SvgWriter.Escape($"Download the picture {title}")}\">picture</button>");

    // As many columns as leave letters legible, in rows as even as they can be.
    private static int Columns(IReadOnlyList<Picture> pictures)
    {
        var fitting = Math.Max(1, (int)((PageWidth + Gap) / (LeastScale * pictures.Select(p => p.Width).DefaultIfEmpty(PageWidth).Max() + Gap)));
        var rows = (pictures.Count + fitting - 1) / fitting;
        return rows == 0 ? 1 : (pictures.Count + rows - 1) / rows;
    }

    private static string Cell(string element, string text, bool number) => $"<{element}{(number ? " class=\"number\"" : "")}>{SvgWriter.Escape(text)}</{element}>";

    private void AddTable(IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<int> numberColumns)
    {
        _body.Append("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>").AppendJoin("", headings.Select((cell, c) => Cell("th", cell, numberColumns.Contains(c)))).Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows) _body.Append("<tr>").AppendJoin("", row.Select((cell, c) => Cell("td", cell, numberColumns.Contains(c)))).Append("</tr>\n");
        _body.Append("</tbody></table></div>\n");
    }

    private void AddDownload(DataTable table) => _body.Append($"<p class=\"downloads\">{TableButton(_numbers.Add(table, Heading), table.Title)}</p>\n");

    private void CloseSection()
    {
        if (_inSection) _body.Append("</section>\n");
        _inSection = false;
    }

    private string Place(string heading)
    {
        var plain = PlainName.Of(heading);
        var place = plain;
        for (var copy = 2; !_places.Add(place); copy++) place = $"{plain}-{copy}";
        return place;
    }

    private string Contents() => _sections.Count < 2
        ? ""
        : $"<nav aria-label=\"Contents\"><ol>\n{string.Concat(_sections.Select(s => $"<li><a href=\"#{s.Place}\">{SvgWriter.Escape(s.Heading)}</a></li>\n"))}</ol></nav>";
}

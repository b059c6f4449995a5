using System.Text;

namespace LatentSim.Analysis.Reports;

/// <summary>
/// A report as one HTML page that needs nothing else: no network, no script. It follows the reader's light or dark scheme, and fits a telephone.
/// All text is escaped.
/// </summary>
public sealed class HtmlReport(string title)
{
    private readonly StringBuilder _body = new();
    private bool _inSection;

    /// <summary>Begins a section.</summary>
    public HtmlReport Section(string heading)
    {
        if (_inSection) _body.Append("</section>\n");
        _inSection = true;
        _body.Append($"<section>\n<h2>{SvgWriter.Escape(heading)}</h2>\n");
        return this;
    }

    /// <summary>Adds a paragraph.</summary>
    public HtmlReport Paragraph(string text)
    {
        _body.Append($"<p>{SvgWriter.Escape(text)}</p>\n");
        return this;
    }

    /// <summary>Adds pictures side by side, or one below the other where there is no room, with a caption.</summary>
    /// <param name="caption">Stands below them.</param>
    /// <param name="pictures">svg elements, as the plots of this namespace return them.</param>
    public HtmlReport Figure(string caption, params IReadOnlyList<string> pictures)
    {
        _body.Append("<figure><div class=\"pictures\">\n").AppendJoin('\n', pictures).Append($"\n</div><figcaption>{SvgWriter.Escape(caption)}</figcaption></figure>\n");
        return this;
    }

    /// <summary>Adds a table; columns whose cells are numbers are set flush right by the style sheet's class "number".</summary>
    /// <param name="headings">Column headings.</param>
    /// <param name="rows">Cells.</param>
    /// <param name="numberColumns">Columns of numbers.</param>
    public HtmlReport Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows, params IReadOnlyList<int> numberColumns)
    {
        _body.Append("<div class=\"scroll\"><table>\n<thead><tr>").AppendJoin("", headings.Select((cell, c) => Cell("th", cell, numberColumns.Contains(c)))).Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows) _body.Append("<tr>").AppendJoin("", row.Select((cell, c) => Cell("td", cell, numberColumns.Contains(c)))).Append("</tr>\n");
        _body.Append("</tbody></table></div>\n");
        return this;
    }

    /// <summary>Adds the rows of a comparison as a table, each with its verdict.</summary>
    public HtmlReport Rows(IEnumerable<ComparisonRow> rows)
    {
        _body.Append("<div class=\"scroll\"><table>\n<thead><tr><th></th><th>figure</th><th>measured</th><th>asked</th><th>MD</th></tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            var (mark, style) = row.Verdict switch { Verdict.Pass => ("pass", "pass"), Verdict.Fail => ("fail", "fail"), _ => ("", "measured") };
            _body.Append($"<tr class=\"{style}\"><td><span class=\"verdict\">{mark}</span></td>")
                .Append(Cell("td", row.Figure, false)).Append(Cell("td", row.Measured, false)).Append(Cell("td", row.Asked, false)).Append(Cell("td", row.Context, false)).Append("</tr>\n");
        }

        _body.Append("</tbody></table></div>\n");
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
        <title>{SvgWriter.Escape(title)}</title>
        <style>
        {ReportStyle.Sheet}
        </style>
        </head>
        <body>
        <main>
        <h1>{SvgWriter.Escape(title)}</h1>
        {_body}{(_inSection ? "</section>" : "")}
        </main>
        </body>
        </html>

        """;

    /// <summary>Writes the page to a file.</summary>
    public void Save(string path) => File.WriteAllText(path, ToHtml());

    private static string Cell(string element, string text, bool number) => $"<{element}{(number ? " class=\"number\"" : "")}>{SvgWriter.Escape(text)}</{element}>";
}

using System.Globalization;
using System.Net;
using System.Text;

namespace LatentSim.Analysis.Reports;

/// <summary>Writes the few SVG elements that the pictures need. Colours come from the page's style sheet, by class, so that they follow its light or dark scheme.</summary>
internal sealed class SvgWriter
{
    private const double MostEnlarged = 1.3;

    // A picture that would be smaller on a telephone is scrolled: its letters must stay legible.
    private const double LeastReduced = 0.75;
    private readonly StringBuilder _text = new();

    /// <summary>Starts a picture of width x height units, described for readers who cannot see it.</summary>
    internal SvgWriter(double width, double height, string description)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {width:0.##} {height:0.##}\" style=\"min-width:{LeastReduced * width:0}px;max-width:{MostEnlarged * width:0}px\" role=\"img\" aria-label=\"{Escape(description)}\">\n");
    }

    internal static string Escape(string text) => WebUtility.HtmlEncode(text);

    internal static string Number(double x) => (Math.Round(x, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Fine(double x) => x.ToString("0.######", CultureInfo.InvariantCulture);

    internal void Line(double x1, double y1, double x2, double y2, string style) =>
        _text.Append($"<line class=\"{style}\" x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\"/>\n");

    internal void Rectangle(double x, double y, double width, double height, string style) =>
        _text.Append($"<rect class=\"{style}\" x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\"/>\n");

    internal void FilledRectangle(double x, double y, double width, double height, string fill) =>
        _text.Append($"<rect shape-rendering=\"crispEdges\" fill=\"{fill}\" x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\"/>\n");

    /// <summary>A disc; what it stands for shows when it is pointed at.</summary>
    internal void Circle(double x, double y, double radius, string style, string? description = null)
    {
        var title = description is null ? "/>" : $"><title>{Escape(description)}</title></circle>";
        _text.Append($"<circle class=\"{style}\" cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\"{title}\n");
    }

    internal void Path(string data, string style)
    {
        if (data.Length > 0) _text.Append($"<path class=\"{style}\" d=\"{data}\"/>\n");
    }

    /// <summary>A path of some thickness, between 0 and 1 as strong as its colour.</summary>
    internal void Stroke(string data, string style, double thickness, double strength) =>
        _text.Append($"<path class=\"stick {style}\" stroke-width=\"{Number(thickness)}\" opacity=\"{Number(strength)}\" d=\"{data}\"/>\n");

    internal void FilledPath(string data, string fill) => _text.Append($"<path fill=\"{fill}\" d=\"{data}\"/>\n");

    /// <summary>Begins a group whose units are moved to a place and stretched, with sharp edges.</summary>
    internal void BeginGrid(double x, double y, double width, double height) =>
        _text.Append($"<g shape-rendering=\"crispEdges\" transform=\"translate({Number(x)} {Number(y)}) scale({Fine(width)} {Fine(height)})\">\n");

    internal void EndGrid() => _text.Append("</g>\n");

    /// <param name="x">Anchor.</param>
    /// <param name="y">Base line.</param>
    /// <param name="text">Text; escaped here.</param>
    /// <param name="anchor">start, middle or end.</param>
    /// <param name="style">Class.</param>
    /// <param name="turned">Whether it reads upwards.</param>
    internal void Text(double x, double y, string text, string anchor = "middle", string style = "label", bool turned = false)
    {
        var turn = turned ? $" transform=\"rotate(-90 {Number(x)} {Number(y)})\"" : "";
        _text.Append($"<text class=\"{style}\" x=\"{Number(x)}\" y=\"{Number(y)}\" text-anchor=\"{anchor}\"{turn}>{Escape(text)}</text>\n");
    }

    internal string Finish() => _text.Append("</svg>").ToString();
}

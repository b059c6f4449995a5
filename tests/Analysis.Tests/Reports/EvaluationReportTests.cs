using System.Xml.Linq;
using LatentSim.Analysis;
using LatentSim.Analysis.Reports;

namespace Analysis.Tests;

public sealed class ReportTests
{
    private static readonly EnsembleStatistics Reference = Dipeptide.Measure(1, 500);
    private static readonly string Page = EvaluationReport.Of("<script>alert('x')</script> & co", Comparison.Of(Dipeptide.Measure(2, 500, Reference), Reference)).ToHtml();

    [Fact]
    public void PageEscapesTextAndNeedsNothingElse()
    {
        Assert.DoesNotContain("<script>alert", Page);
        Assert.Contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; co", Page);
        foreach (var outside in new[] { "http:", "https:", "src=", "@import", "url(", "fetch(", "import(", "XMLHttpRequest" }) Assert.DoesNotContain(outside, Page);
        Assert.Equal(Page.Split("href=").Length, Page.Split("href=\"#").Length);
        Assert.Contains("default-src 'none'", Page);
        Assert.Contains("prefers-color-scheme: dark", Page);
        Assert.InRange(Page.Length, 10_000, 300_000);
    }

    [Fact]
    public void PicturesAreWellFormedAndHoldOnlyFiniteNumbers()
    {
        var pictures = 0;
        for (var at = Page.IndexOf("<svg", StringComparison.Ordinal); at >= 0; at = Page.IndexOf("<svg", at + 1, StringComparison.Ordinal), pictures++)
        {
            var picture = XElement.Parse(Page[at..(Page.IndexOf("</svg>", at, StringComparison.Ordinal) + 6)]);
            Assert.NotEmpty(picture.Attribute("aria-label")!.Value);
        }

        Assert.Equal(8, pictures);
        Assert.DoesNotContain("NaN", Page);
        Assert.DoesNotContain("∞", Page);
    }

    [Fact]
    public void EveryElementThatIsOpenedIsClosed()
    {
        foreach (var element in new[] { "section", "table", "figure", "div", "tr", "td", "th", "p", "main" })
            Assert.Equal(Count($"</{element}>"), Count($"<{element}>") + Count($"<{element} "));

        static int Count(string text) => Page.Split(text).Length - 1;
    }

    [Theory]
    [InlineData(0, 1, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-3, 112, "0 20 40 60 80 100")]
    [InlineData(0.0012, 0.0031, "0.0015 0.0020 0.0025 0.0030")]
    public void TicksAreRoundNumbers(double low, double high, string expected) =>
        Assert.Equal(expected, string.Join(' ', new Axis("x", low, high).Ticks().Select(tick => tick.Text)));

    [Fact]
    public void ColoursReachFromEndToEnd()
    {
        var scale = ColorScale.Diverging(2);
        Assert.Equal("#1f5fa8", scale.Of(-5));
        Assert.Equal("#d9d9d6", scale.Of(0));
        Assert.Equal("#b35806", scale.Of(2));
    }

    [Fact]
    public void CurvesBreakWhereThereIsNoNumber()
    {
        var picture = LinePlot.Draw("t", new Axis("x", 0, 3), new Axis("y", 0, 1), [new PlotSeries("s", [0, 1, 2, 3], [0, double.PositiveInfinity, 1, 1])]);
        var curve = XElement.Parse(picture.Markup).Elements().Last(e => e.Attribute("class")!.Value == "line green" && e.Name == "path").Attribute("d")!.Value;
        Assert.Equal([1, 2], curve.Split('M', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('L').Length));
    }

    [Fact]
    public void BandsDoNotSpanGaps()
    {
        var series = new PlotSeries("s", [0, 1, 2, 3, 4], [1, 1, 1, 1, 1]) { Errors = [0.5, 0.5, double.NaN, 0.5, 0.5] };
        var picture = XElement.Parse(LinePlot.Draw("t", new Axis("x", 0, 4), new Axis("y", 0, 2), [series]).Markup);
        var band = picture.Elements().Single(e => e.Name == "path" && e.Attribute("class")!.Value == "fill green").Attribute("d")!.Value;
        Assert.Equal(2, band.Count(c => c == 'z'));
    }
}

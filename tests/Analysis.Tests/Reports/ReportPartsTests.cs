using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using LatentSim.Analysis;
using LatentSim.Analysis.Reports;

namespace Analysis.Tests;

public sealed class ReportPartsTests
{
    private static readonly string Page = ReportGallery.Report().ToHtml();
    private static readonly JsonElement Numbers = JsonDocument.Parse(Between(Page, "id=\"numbers\">", "</script>")).RootElement;

    [Fact]
    public void PageNeedsNothingElse()
    {
        foreach (var outside in new[] { "http:", "https:", "//www", " src=", "@import", "url(", "fetch(", "import(", "XMLHttpRequest", "WebSocket" }) Assert.DoesNotContain(outside, Page);
        Assert.All(Page.Split("href=").Skip(1), link => Assert.StartsWith("\"#", link));
        Assert.Contains("default-src 'none'", Page);
    }

    [Fact]
    public void EveryTextIsEscaped()
    {
        foreach (var raw in new[] { "<parts>", "<trajectories>", "<folded>" }) Assert.DoesNotContain(raw, Page);
        Assert.Equal(ReportGallery.Title, Numbers.GetProperty("title").GetString());
    }

    [Fact]
    public void EveryPictureIsWellFormedAndFinite()
    {
        var pictures = Page.Split("<svg").Skip(1).Select(rest => XElement.Parse($"<svg{rest[..(rest.IndexOf("</svg>", StringComparison.Ordinal) + 6)]}")).ToArray();
        Assert.Equal(10, pictures.Length);
        Assert.All(pictures, picture => Assert.NotEmpty(picture.Attribute("aria-label")!.Value));
        Assert.All(pictures, picture => Assert.DoesNotMatch("NaN|Infinity|∞", picture.ToString()));
    }

    [Fact]
    public void EveryTablesButtonFindsItsTable()
    {
        var tables = Numbers.GetProperty("tables").EnumerateArray().Select(t => t.GetProperty("name").GetString()!).ToArray();
        var buttons = Page.Split("data-table=\"").Skip(1).Select(rest => rest[..rest.IndexOf('"')]);
        Assert.Equal(tables, buttons);
        Assert.Equal(tables.Length, tables.Distinct().Count());
        Assert.Contains("thermodynamics-f-along-psi1", tables);
    }

    [Fact]
    public void ProfilesNumbersAreItsOwn()
    {
        Assert.Equal(ReportGallery.Places, Column("thermodynamics-f-along-psi1", 0), Same);
        Assert.Equal(ReportGallery.Profile.Y, Column("thermodynamics-f-along-psi1", 1), Same);
        Assert.Equal(ReportGallery.Profile.Errors!, Column("thermodynamics-f-along-psi1", 2), Same);
    }

    [Fact]
    public void MapsNumbersAreItsOwn()
    {
        Assert.Equal([.. Enumerable.Range(0, 12).Select(i => -2.75 + 0.5 * i)], Column("thermodynamics-truth", 0), Same);
        for (var row = 0; row < 9; row++)
            Assert.Equal([.. Enumerable.Range(0, 12).Select(column => ReportGallery.Surface[column, row])], Column("thermodynamics-truth", row + 1), Same);
    }

    [Fact]
    public void StructuresNumbersAreTheirOwn()
    {
        var first = Enumerable.Range(3, 3).Select(column => Column("structures-helix-folded", column).Take(12).ToArray()).ToArray();
        Assert.Equal([.. ReportGallery.Helix.Select(x => (double)x)], Enumerable.Range(0, 36).Select(i => first[i % 3][i / 3]), Same);
    }

    [Fact]
    public void StatementCountsWhatIsAsked()
    {
        Assert.Contains("1 of 2 asked figures met", Page);
        Assert.Contains("All 2 asked figures met", new HtmlReport("t").Verdicts("", [ReportGallery.Cards[0], ReportGallery.Cards[0], ReportGallery.Cards[2]]).ToHtml());
        Assert.Contains("0 of 1 asked figure met", new HtmlReport("t").Verdicts("", [ReportGallery.Cards[1]]).ToHtml());
    }

    [Fact]
    public void RemarksOfCardsStandApart()
    {
        var page = new HtmlReport("t").Verdicts("", [new VerdictCard("bonds", "-2.0 % (N-CA)", "", "", Verdict.Pass)]).ToHtml();
        Assert.Contains("<span class=\"value\">-2.0&#160;%</span><span class=\"note\">N-CA</span>", page);
    }

    [Fact]
    public void CoverageTakesBothErrors()
    {
        var times = ReportGallery.Times;
        Assert.Equal(0.116 / Math.Sqrt(0.083 * 0.083 + 0.31 * 0.31), times[0].DistanceInErrors!.Value, 1e-9);
        Assert.Equal([true, false, null], times.Select(t => t.Covered));
        Assert.Equal(2.02 / 1.904, times[0].Ratio!.Value, 1e-12);
        Assert.Null(times[2].Ratio);
    }

    [Theory]
    [InlineData(2.0234, 0.31, "2.02 ± 0.31")]
    [InlineData(1234.4, 56.7, "1234 ± 57")]
    [InlineData(0.00123456, 0.000034, "0.001235 ± 0.000034")]
    [InlineData(3.14159, null, "3.142")]
    public void ErrorsHaveTwoDigits(double value, double? error, string expected) => Assert.Equal(expected, ErrorText.Of(value, error));

    [Theory]
    [InlineData(1, 1000, "1 10 100 1000")]
    [InlineData(0.1, 8, "0.1 0.2 0.5 1 2 5")]
    [InlineData(2e5, 3e7, "2×10⁵ 5×10⁵ 10⁶ 2×10⁶ 5×10⁶ 10⁷ 2×10⁷")]
    public void LogarithmicTicksAreRoundNumbers(double low, double high, string expected) =>
        Assert.Equal(expected, string.Join(' ', new Axis("x", low, high) { IsLogarithmic = true }.Ticks().Select(tick => tick.Text)));

    [Fact]
    public void ContoursRunWhereTheHeightIs()
    {
        // Height = column: the line at 2.25 lies a quarter of the way from the third column's middle to the fourth's.
        var grid = new PlaneGrid(6, 4, [.. Enumerable.Range(0, 24).Select(i => (double)(i / 4))]);
        var picture = XElement.Parse(HeatMap.Draw("t", grid, new Axis("x", 0, 6), new Axis("y", 0, 4), ColorScale.Sequential(0, 5), "", [2.25], new PlotSize(600, 400)).Markup);
        var path = picture.Elements().Single(e => e.Attribute("class")?.Value.StartsWith("contour") == true).Attribute("d")!.Value;
        var places = path.Split(['M', 'L'], StringSplitOptions.RemoveEmptyEntries).Select(p => double.Parse(p.Split(' ')[0], CultureInfo.InvariantCulture));
        Assert.All(places, x => Assert.Equal(60 + 275, x));
    }

    [Fact]
    public void ViewIsNoMirrorImage()
    {
        var scene = JsonDocument.Parse(Between(ReportGallery.Structures().Markup, "<script type=\"application/json\">", "</script>")).RootElement;
        var points = scene.GetProperty("shapes")[0].GetProperty("points").EnumerateArray().Select(x => x.GetDouble()).ToArray();

        // The tube has five points for each piece, so atom k is point 5 k.
        var helix = ReportGallery.Helix.Select(x => (double)x).ToArray();
        // Places are rounded to 0.001 nm.
        Assert.Equal(Handedness(helix, 1), Handedness(points, 5), 0.5);
    }

    [Fact]
    public void StructuresThatDoNotHoldTogetherAreRefused()
    {
        Assert.Throws<ArgumentException>(() => StructureView.Draw("t", []));
        Assert.Throws<ArgumentException>(() => StructureView.Draw("t", [new Structure3D("s", [0, 0, float.NaN], [], SeriesColor.Run)]));
        Assert.Throws<ArgumentException>(() => StructureView.Draw("t", [new Structure3D("s", [0, 0, 0], [(0, 1)], SeriesColor.Run)]));
    }

    [Fact]
    public void TablesOfColumnsThatDifferInLengthAreRefused() =>
        Assert.Throws<ArgumentException>(() => new DataTable("t", new DataColumn("a", [1.0]), new DataColumn("b", [1.0, 2.0])));

    // The volume that the steps between atoms 0, 1, 2, 3 span: it changes its sign in a mirror.
    private static double Handedness(double[] points, int step)
    {
        double[] Step(int k) => [.. Enumerable.Range(0, 3).Select(d => 10 * (points[3 * step * (k + 1) + d] - points[3 * step * k + d]))];
        var (a, b, c) = (Step(0), Step(1), Step(2));
        return a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
    }

    private static IEnumerable<double> Column(string table, int column) => Numbers.GetProperty("tables").EnumerateArray()
        .Single(t => t.GetProperty("name").GetString() == table).GetProperty("columns")[column].GetProperty("values").EnumerateArray()
        .Select(value => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble());

    // Nine significant digits; what is not finite is null.
    private static bool Same(double expected, double actual) =>
        double.IsFinite(expected) ? Math.Abs(expected - actual) <= 1e-8 * Math.Abs(expected) : double.IsNaN(actual);

    private static string Between(string text, string start, string end)
    {
        var first = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[first..text.IndexOf(end, first, StringComparison.Ordinal)];
    }
}

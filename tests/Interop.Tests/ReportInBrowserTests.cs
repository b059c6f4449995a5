using System.Net;
using System.Text.Json;
using Analysis.Tests;

namespace Interop.Tests;

/// <summary>The report's own scripts, in a browser that reads the page from a file.</summary>
public sealed class ReportInBrowserTests
{
    // Presses what a reader presses, and writes what came of it into the page.
    private const string Reader = """
        <pre id="seen"></pre>
        <script>
        (async () => {
          const seen = { errors: window.failures };
          seen.files = {};
          let last;
          window.Blob = class { constructor(parts) { last = parts.join(''); } };
          URL.createObjectURL = () => 'blob:none';
          HTMLAnchorElement.prototype.click = function () { seen.files[this.download] = last; };
          document.querySelectorAll('.get[data-table], .get[data-everything]').forEach(button => button.click());
          document.querySelector('.get[data-picture]').click();
          const view = document.querySelector('.structure'), canvas = view.querySelector('canvas');
          const look = () => new Promise(done => setTimeout(() => done(canvas.toDataURL()), 50));
          const first = await look();
          canvas.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft' }));
          const turned = await look();
          canvas.dispatchEvent(new KeyboardEvent('keydown', { key: '0' }));
          const again = await look();
          view.querySelectorAll('input').forEach(box => { box.checked = false; box.dispatchEvent(new Event('change')); });
          const none = await look();
          const empty = document.createElement('canvas');
          [empty.width, empty.height] = [canvas.width, canvas.height];
          seen.turns = first !== turned;
          seen.startsAgain = first === again;
          seen.switchesOff = none === empty.toDataURL();
          seen.drawn = first !== none;
          seen.overflow = document.documentElement.scrollWidth - document.documentElement.clientWidth;
          document.getElementById('seen').textContent = JSON.stringify(seen);
        })();
        </script>
        """;

    // A browser without a screen has no frames to wait for.
    private const string Watch = "<script>window.requestAnimationFrame = draw => setTimeout(draw, 0); window.failures = []; window.addEventListener('error', event => window.failures.push(event.message));</script>";

    private static readonly Lazy<JsonElement> Laptop = new(() => Read(1366));

    [Fact]
    public void ScriptsRunWithoutErrors() => Assert.Equal(0, Laptop.Value.GetProperty("errors").GetArrayLength());

    [Fact]
    public void EveryTableIsSavedAsItIsShown()
    {
        var files = Laptop.Value.GetProperty("files");
        Assert.Equal("file,frames\r\n\"a,b.xtc\",10\r\n\"\"\"c\"\".xtc\",20\r\n", files.GetProperty("sources.csv").GetString());
        var losses = files.GetProperty("training-encoder.csv").GetString();
        Assert.Equal("epoch,training,validation\r\n1,3,3.2\r\n2,2,2.2\r\n3,1,1.4\r\n", losses);
        using var everything = JsonDocument.Parse(files.GetProperty("gallery-of-parts-pieces.json").GetString()!);
        Assert.Equal(ReportGallery.Title, everything.RootElement.GetProperty("title").GetString());
        var tables = everything.RootElement.GetProperty("tables").EnumerateArray().Select(table => $"{table.GetProperty("name")}.csv").ToArray();
        Assert.All(tables, table => Assert.True(files.TryGetProperty(table, out _), table));
    }

    [Fact]
    public void PicturesAreSavedAsDrawingsOfTheirOwn()
    {
        var drawing = Laptop.Value.GetProperty("files").GetProperty("thermodynamics-f-along-psi1.svg").GetString()!;
        var picture = System.Xml.Linq.XElement.Parse(drawing);
        Assert.Equal("http://www.w3.org/2000/svg", picture.Name.NamespaceName);
        Assert.Contains(picture.Descendants(), element => element.Attribute("style")?.Value.Contains("stroke: rgb(213, 94, 0)") == true);
    }

    [Fact]
    public void StructuresTurnAndAreSwitchedOff()
    {
        foreach (var what in new[] { "drawn", "turns", "startsAgain", "switchesOff" }) Assert.True(Laptop.Value.GetProperty(what).GetBoolean(), what);
    }

    [Fact]
    public void NothingIsWiderThanATelephone() => Assert.True(Read(390).GetProperty("overflow").GetInt32() <= 0);

    private static JsonElement Read(int width)
    {
        var page = ReportGallery.Report().ToHtml().Replace("<main>", $"{Watch}<main>").Replace("</body>", $"{Reader}</body>");
        var shown = Chromium.Open(page, width);
        var start = shown.IndexOf("<pre id=\"seen\">", StringComparison.Ordinal) + "<pre id=\"seen\">".Length;
        return JsonDocument.Parse(WebUtility.HtmlDecode(shown[start..shown.IndexOf("</pre>", start, StringComparison.Ordinal)])).RootElement;
    }
}

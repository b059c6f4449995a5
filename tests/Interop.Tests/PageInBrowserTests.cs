using System.Text.Json;
using Engine.Tests;
using LatentSim.Engine.Commands;

namespace Interop.Tests;

/// <summary>The page of a run and of its directory, in a browser that does what a user does; tests/Page/browser has the scripts.</summary>
public sealed class PageInBrowserTests
{
    private const int Frames = 600;
    private const int MostBytes = 2_000_000;
    private static readonly string Program = typeof(CommandHost).Assembly.Location;
    private static readonly string Model = RepositoryRoot.File("data", "adp", "adp.lsbox");
    private static readonly Lazy<JsonElement> Live = new(WatchRun);
    private static readonly Lazy<JsonElement> Files = new(WatchFiles);

    [Fact]
    public void TheMoleculeMoves() => AssertTrue(Live, "pictureMoves", "stepMoves");

    [Fact]
    public void EveryPanelIsDrawn()
    {
        var charts = Live.Value.GetProperty("drawnCharts").EnumerateArray().Select(chart => chart.GetBoolean()).ToArray();
        Assert.True(charts.Length >= 8, $"{charts.Length} charts");
        Assert.DoesNotContain(false, charts);
        Assert.Equal("running", Text(Live, "phase"));
        Assert.InRange(Live.Value.GetProperty("progress").GetDouble(), 1e-9, 1);
    }

    [Fact]
    public void HoldingThePictureDoesNotHoldTheRun() => AssertTrue(Live, "holds", "runGoesOn");

    [Fact]
    public void KeysDoWhatTheHelpSays()
    {
        AssertTrue(Live, "helpOpens", "helpCloses", "traceIsOff");
        Assert.Equal("licorice", Text(Live, "style"));
    }

    [Fact]
    public void AKilledServerShowsAsStaleAndComesBackWithTheSameWalker()
    {
        Assert.StartsWith("Stale", Text(Live, "staleWords"));
        AssertTrue(Live, "staleGoes");
        Assert.Equal(7, Live.Value.GetProperty("walkerAfter").GetInt32());
    }

    [Fact]
    public void ThePageIsDarkWhereTheReaderWantsIt()
    {
        Assert.Equal("rgb(18, 21, 24)", Text(Live, "darkPage"));
        Assert.Equal("rgb(247, 247, 245)", Text(Live, "lightPage"));
    }

    [Fact]
    public void NothingIsWiderThanATelephone() => Assert.True(Live.Value.GetProperty("overflow").GetInt32() <= 0);

    [Fact]
    public void EveryControlHasAName() => AssertNone(Live, "nameless");

    [Fact]
    public void NothingFailsAndNobodyElseIsAsked()
    {
        foreach (var page in new[] { Live, Files })
        {
            AssertNone(page, "errors");
            AssertNone(page, "strangers");
        }
    }

    [Fact]
    public void TheFirstLoadIsLight() => Assert.InRange(Live.Value.GetProperty("bytes").GetDouble(), 10_000, MostBytes);

    [Fact]
    public void AFinishedRunIsLookedThroughFrameByFrame()
    {
        AssertTrue(Files, "hasScrubber");
        Assert.Equal("from files", Text(Files, "freshness"));
        Assert.Equal("complete", Text(Files, "phase"));
        Assert.StartsWith($"{Frames - 2} / {Frames - 1}", Text(Files, "time"));
    }

    private static JsonElement WatchRun()
    {
        using var folder = new Folder();
        return PageScripts.Json("live.mjs", Program, Model, folder.Of("run"), Chromium.Location);
    }

    private static JsonElement WatchFiles()
    {
        using var folder = new Folder();
        var run = folder.Of("run");
        var (code, _, errors) = PageScripts.Run("dotnet", [Program, "run", Model, "--walkers", "2", "--frames", $"{Frames}", "--devices", "cpu:0", "--out", run]);
        Assert.True(code == 0, errors);
        return PageScripts.Json("files.mjs", Program, run, $"{Frames}", Chromium.Location);
    }

    private static string Text(Lazy<JsonElement> seen, string what) => seen.Value.GetProperty(what).GetString()!;

    private static void AssertTrue(Lazy<JsonElement> seen, params string[] whats) =>
        Assert.All(whats, what => Assert.True(seen.Value.GetProperty(what).GetBoolean(), what));

    private static void AssertNone(Lazy<JsonElement> seen, string what) =>
        Assert.Empty(seen.Value.GetProperty(what).EnumerateArray().Select(item => item.GetString()));

    private sealed class Folder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("latentsim-page-");

        public string Of(string name) => Path.Combine(_folder.FullName, name);

        public void Dispose() => _folder.Delete(recursive: true);
    }
}

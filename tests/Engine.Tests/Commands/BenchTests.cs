using System.Text.Json;
using LatentSim.Engine.Benchmarks;
using LatentSim.Engine.Benchmarks.Live;
using Models.Tests.ModelFile;

namespace Engine.Tests;

public sealed class BenchTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void FiguresComeWithTheirBaselinesAsJsonAndAsMarkdown()
    {
        string json = folder.Path("bench.json"), markdown = folder.Path("bench.md");
        string model = RepositoryRoot.File("data", "adp", "adp.lsbox");

        ProgramResult result = LatentSimProgram.Run(["bench", model, "--quick", "--only", "one-walker", "stages", "--python", "/nowhere/python", "--json", json, "--markdown", markdown]);

        result.Succeeded();
        JsonElement[] figures = [.. JsonDocument.Parse(File.ReadAllText(json)).RootElement.GetProperty("figures").EnumerateArray()];
        Assert.Contains(figures, figure => Name(figure).EndsWith("kernels alone, one core", StringComparison.Ordinal) && figure.GetProperty("value").GetDouble() > 0);
        JsonElement loop = Assert.Single(figures, figure => Name(figure).EndsWith("against a PyTorch loop", StringComparison.Ordinal));
        Assert.Equal(JsonValueKind.Null, loop.GetProperty("value").ValueKind);
        Assert.Contains("has no torch", loop.GetProperty("baseline").GetString(), StringComparison.Ordinal);
        JsonElement allocations = Assert.Single(figures, figure => Name(figure).StartsWith("allocations", StringComparison.Ordinal));
        Assert.Equal(0, allocations.GetProperty("value").GetDouble());
        Assert.Equal(figures.Length + 4, File.ReadAllLines(markdown).Length);
    }

    [Fact]
    public void AMissingModelIsOneLine()
    {
        ProgramResult result = LatentSimProgram.Run(["bench", folder.Path("none.lsbox")]);

        Assert.Equal(2, result.ExitCode);
        Assert.Single(result.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public void RatiosAreFormedRoundByRoundAndWarmingUpIsNotCounted()
    {
        Queue<double> fast = new([99, 99, 1, 2, 4]), slow = new([99, 99, 3, 8, 8]);

        Interleaved times = Interleaved.Run(3, CancellationToken.None, new Candidate("fast", fast.Dequeue), new Candidate("slow", slow.Dequeue));

        Assert.Equal(2, times.Seconds(0));
        Assert.Equal(3, times.Speedup(0, 1));
    }

    [Fact]
    public void AnIntervalWithClientsIsComparedWithTheTwoBesideIt()
    {
        AlternatingRates rates = AlternatingRates.Of([100, 80, 60, 40], [81, 63, 49], [0.1, 0.3, 0.2]);

        Assert.Equal((70, 63), (rates.Without, rates.With));
        Assert.Equal(0.9, rates.Share, 1e-12);
        Assert.Equal(0.2, rates.ClientTime);
    }

    [Fact]
    public void AMessageOfTheStreamIsReadForWhatItTells()
    {
        StreamMessage message = StreamMessage.Read(StreamMessage.Subscribe(7, 3, 2, 40, "atoms"));
        Assert.Equal(new StreamMessage("subscribe", 7, 0, 0), message);
    }

    public void Dispose() => folder.Dispose();

    private static string Name(JsonElement figure) => figure.GetProperty("name").GetString()!;
}

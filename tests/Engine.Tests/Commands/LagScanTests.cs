using System.Text.Json;
using LatentSim.Molecules;

namespace Engine.Tests;

/// <summary>latentsim lag-scan on a process that jumps between two states.</summary>
public sealed class LagScanTests : IDisposable
{
    private const int Frames = 8000;
    private readonly string folder = Directory.CreateTempSubdirectory("latentsim-lag-scan-").FullName;

    public LagScanTests()
    {
        var random = new Random(1);
        var values = new float[Frames];
        float state = 1;
        for (int i = 0; i < Frames; i++)
        {
            state *= random.NextDouble() < 0.02 ? -1 : 1;
            values[i] = state + (0.3f * random.NextSingle());
        }

        NpyFile.Write(Path.Combine(folder, "0000.npy"), values, 1);
        File.WriteAllText(Path.Combine(folder, "jumps.yaml"), """
            name: jumps
            data:
              training: [0000.npy]
              frame-interval: 1
            time-unit: steps
            lag: 2
            decoder: none
            backmapper: none
            encoder:
              functions: 2
              hidden: [12]
              epochs: 6
            """);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void WritesATableAPageAndFigures()
    {
        ProgramResult result = LatentSimProgram.Run(["lag-scan", "jumps.yaml", "--lags", "1", "4", "--out", "scan", "--json", "scan.json"], folder).Succeeded();

        Assert.Contains("lag (steps)", result.Output);
        Assert.Contains("VAMP-2, held out", result.Output);
        string page = File.ReadAllText(Path.Combine(folder, "scan", "lag-scan.html"));
        Assert.Contains("The spectral gap", page);
        JsonElement figures = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "scan.json"))).RootElement;
        JsonElement[] lags = [.. figures.EnumerateObject().First(property => property.Name.Equals("lags", StringComparison.OrdinalIgnoreCase)).Value.EnumerateArray()];
        Assert.Equal(2, lags.Length);
    }

    [Fact]
    public void RefusesALagThatIsNoWholeNumberOfFrames()
    {
        ProgramResult result = LatentSimProgram.Run(["lag-scan", "jumps.yaml", "--lags", "1.5"], folder);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--lags", result.Errors);
    }

    [Fact]
    public void RefusesASystemWithoutAnEncoder()
    {
        ProgramResult result = LatentSimProgram.Run(["lag-scan", "jumps.yaml", "--set", "encoder.kind=none"], folder);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("encoder.kind", result.Errors);
    }
}

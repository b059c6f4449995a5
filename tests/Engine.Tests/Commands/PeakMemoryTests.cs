using System.Text.Json;

namespace Engine.Tests;

public sealed class PeakMemoryTests : IDisposable
{
    private const int Walkers = 32;
    private const int Frames = 1000;
    private readonly SmallModelRun runs = new();

    [Fact]
    public void ARunTenTimesAsLongNeedsNoMoreMemory()
    {
        double once = PeakOf("once", Frames);
        double tenTimes = PeakOf("ten-times", 10 * Frames);

        Assert.True(tenTimes < 1.05 * once, $"{once} bytes, and {tenTimes} for ten times as many frames");
    }

    public void Dispose() => runs.Dispose();

    private double PeakOf(string name, int frames)
    {
        // Compiled once and for all: else the short run ends before its methods are compiled anew, and the compiler's memory is what is compared.
        LatentSimProgram.Run(runs.RunArguments(name, Walkers, frames, checkpointSeconds: 0.5), environment: ("DOTNET_TieredCompilation", "0")).Succeeded();
        using JsonDocument performance = JsonDocument.Parse(File.ReadAllText(Path.Combine(runs.PathOf(name), "performance.json")));
        return performance.RootElement.GetProperty("peakMemoryBytes").GetDouble();
    }
}

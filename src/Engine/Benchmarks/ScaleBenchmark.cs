using System.Diagnostics;
using System.Globalization;
using LatentSim.Engine.Commands;
using LatentSim.Engine.Streaming;

namespace LatentSim.Engine.Benchmarks;

/// <summary>Long runs in processes of their own: the memory that they hold, and how soon a resumed one is at work.</summary>
internal sealed class ScaleBenchmark : IBenchmark
{
    private const int Walkers = 100;
    private const int CompleteFrames = 100;
    private const long ShortSteps = 100_000;

    public string Name => "scale";

    public IEnumerable<BenchmarkFigure> Measure(BenchmarkSettings settings)
    {
        string complete = Path.Combine(settings.Folder, "complete");
        OwnProgram.Run("run", settings.ModelFile, "--walkers", $"{Walkers}", "--frames", $"{CompleteFrames}", "--out", complete);
        double[] seconds = [.. Enumerable.Range(0, settings.Rounds).Select(_ => Resume(settings, complete)).Order()];
        yield return BenchmarkFigure.AtMost("start-up: a complete run resumed, from the process's start to its end", seconds[seconds.Length / 2], "s", 0.5, "nothing is left to do; all of it is start-up");

        RunPerformance few = Stream(settings, ShortSteps);
        RunPerformance many = Stream(settings, settings.LongSteps);
        string name = string.Create(CultureInfo.InvariantCulture, $"resident memory, {settings.LongSteps:N0} latent steps against {ShortSteps:N0}");
        string both = FormattableString.Invariant($"{few.PeakMemoryBytes / 1048576.0:0.0} and {many.PeakMemoryBytes / 1048576.0:0.0} MiB at most; {many.FramesPerSecond:N0} steps/s");
        double growth = 100 * ((double)many.PeakMemoryBytes / few.PeakMemoryBytes - 1);
        yield return settings.LongSteps >= 100_000_000
            ? BenchmarkFigure.AtMost(name, growth, "% more", 5, both)
            : BenchmarkFigure.Of(name, growth, "% more", both + "; asked of 1e8: --full");
    }

    private static RunPerformance Stream(BenchmarkSettings settings, long steps)
    {
        settings.Stop.ThrowIfCancellationRequested();
        string folder = Path.Combine(settings.Folder, "scale");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        string json = Path.Combine(settings.Folder, "performance.json");
        OwnProgram.Run("run", settings.ModelFile, "--stages", "latent", "--walkers", $"{Walkers}", "--frames", $"{steps / Walkers}", "--out", folder, "--json", json);
        return CommandOutput.ReadJson<RunPerformance>(json)!;
    }

    private static double Resume(BenchmarkSettings settings, string run)
    {
        settings.Stop.ThrowIfCancellationRequested();
        var clock = Stopwatch.StartNew();
        OwnProgram.Run("resume", run);
        return clock.Elapsed.TotalSeconds;
    }
}

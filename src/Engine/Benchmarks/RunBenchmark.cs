using System.Diagnostics;
using LatentSim.Actors;
using LatentSim.Engine.Runs;
using LatentSim.Engine.Streaming;
using LatentSim.Models.ModelFile;

namespace LatentSim.Engine.Benchmarks;

/// <summary>Whole runs to XTC files, with checkpoints and running observables, against the same kernels with nothing around them.</summary>
internal sealed class RunBenchmark : IBenchmark
{
    private const int Walkers = 64;
    private static readonly string[] OneSlot = ["cpu:0"];
    private static readonly string[] TwoSlots = ["cpu:0", "cpu:1"];
    private int runs;

    public string Name => "run";

    public IEnumerable<BenchmarkFigure> Measure(BenchmarkSettings settings)
    {
        Simulator model = Simulator.Load(settings.ModelFile);
        long before = GC.GetTotalAllocatedBytes();
        long frames = settings.RunFrames * (settings.RunRounds + 2) * 2;
        Interleaved times = Interleaved.Run(
            settings.RunRounds,
            settings.Stop,
            new Candidate("engine, two slots", () => Stream(settings, TwoSlots)),
            new Candidate("kernels, two threads", () => Kernels(settings, model, TwoSlots.Length)),
            new Candidate("engine, one slot", () => Stream(settings, OneSlot)),
            new Candidate("kernels, one thread", () => Kernels(settings, model, OneSlot.Length)));
        double allocated = (double)(GC.GetTotalAllocatedBytes() - before) / frames;

        yield return BenchmarkFigure.AtLeast(
            "whole engine to XTC files against kernels alone, two slots", 100 * times.Speedup(0, 1), "%", 85,
            FormattableString.Invariant($"engine {1 / times.Seconds(0):N0}, kernels {1 / times.Seconds(1):N0} frames/s"));
        yield return BenchmarkFigure.AtLeast(
            "two slots against one", times.Speedup(0, 2), "x", 1.9,
            FormattableString.Invariant($"one slot {1 / times.Seconds(2):N0} frames/s; kernels alone {times.Speedup(1, 3):0.00} x; {Environment.ProcessorCount} processors"));
        yield return BenchmarkFigure.Of("the engine's allocations around the kernels", allocated, "bytes a frame", "messages of blocks and garbage of start and end, by the runtime's count");
    }

    private static double Kernels(BenchmarkSettings settings, Simulator model, int threads)
    {
        long blocks = settings.RunFrames / (StageChain.Frames * threads);
        StageChain[] chains = [.. Enumerable.Range(0, threads).Select(thread => new StageChain(model, thread * StageChain.Walkers))];
        Thread[] workers = [.. chains.Select(chain => new Thread(() => Repeat(chain, blocks)))];
        var clock = Stopwatch.StartNew();
        foreach (Thread worker in workers)
            worker.Start();
        foreach (Thread worker in workers)
            worker.Join();
        return clock.Elapsed.TotalSeconds / (blocks * StageChain.Frames * threads);
    }

    private static void Repeat(StageChain chain, long blocks)
    {
        for (long i = 0; i < blocks; i++)
            chain.Run();
    }

    private double Stream(BenchmarkSettings settings, string[] devices)
    {
        string folder = Path.Combine(settings.Folder, $"run-{runs++}");
        using RunSession session = RunSession.Create(new RunRequest
        {
            ModelFile = settings.ModelFile,
            Directory = folder,
            Walkers = Walkers,
            Frames = settings.RunFrames / Walkers,
            Devices = devices,
            WalkersPerShard = StageChain.Walkers,
        });
        var clock = Stopwatch.StartNew();
        RunResult result = session.Run(new Tidying(), settings.Stop).GetAwaiter().GetResult();
        double seconds = clock.Elapsed.TotalSeconds;
        settings.Stop.ThrowIfCancellationRequested();
        Directory.Delete(folder, recursive: true);
        return seconds / result.Frames;
    }

    // What 'latentsim run' does between blocks.
    private sealed class Tidying : IProgress<RunProgress>
    {
        private readonly GarbageClock garbage = new();

        public void Report(RunProgress value) => garbage.Tidy();
    }
}

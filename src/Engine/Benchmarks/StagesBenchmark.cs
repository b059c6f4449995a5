using LatentSim.Models.ModelFile;

namespace LatentSim.Engine.Benchmarks;

/// <summary>The kernels of a model's three stages alone, on one core, and what a step of them allocates.</summary>
internal sealed class StagesBenchmark : IBenchmark
{
    private const int MeasuredBlocks = 20;

    public string Name => "stages";

    public IEnumerable<BenchmarkFigure> Measure(BenchmarkSettings settings)
    {
        Simulator model = Simulator.Load(settings.ModelFile);
        using StageChain chain = new(model, 0);
        Interleaved times = Interleaved.Run(
            settings.Rounds,
            settings.Stop,
            Candidate.Repeating("propagator", StageChain.Frames, settings.Slice, chain.Propagate),
            Candidate.Repeating("decoder", StageChain.Frames, settings.Slice, chain.Decode),
            Candidate.Repeating("backmapper", StageChain.Frames, settings.Slice, chain.Backmap),
            Candidate.Repeating("all", StageChain.Frames, settings.Slice, chain.Run));
        yield return BenchmarkFigure.Of(
            $"{model.Name}, all three stages, kernels alone, one core", 1 / times.Seconds(3), "frames/s",
            FormattableString.Invariant($"us a frame: propagator {1e6 * times.Seconds(0):0.0}, decoder {1e6 * times.Seconds(1):0.0}, backmapper {1e6 * times.Seconds(2):0.0}"));
        yield return BenchmarkFigure.AtMost("allocations of the three kernels in steady state", Allocated(chain), "bytes a step", 0, "counted by the runtime");
    }

    private static double Allocated(StageChain chain)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < MeasuredBlocks; i++)
            chain.Run();
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / (MeasuredBlocks * StageChain.Frames);
    }
}

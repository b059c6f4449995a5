using LatentSim.Models.ModelFile;

namespace LatentSim.Engine.Benchmarks;

/// <summary>The kernels of a model's three stages alone, on one core, and what a step of them allocates.</summary>
internal sealed class StagesBenchmark : IBenchmark
{
    private const int MeasuredBlocks = 50;
    private static readonly string[] Names = ["propagator", "decoder", "backmapper"];

    public string Name => "stages";

    public IEnumerable<BenchmarkFigure> Measure(BenchmarkSettings settings)
    {
        Simulator model = Simulator.Load(settings.ModelFile);
        StageChain chain = new(model, 0);
        Interleaved times = Interleaved.Run(settings.Rounds, settings.Stop, Candidate.Repeating("all", StageChain.Frames, settings.Slice, chain.Run));
        chain.Begin();
        for (int block = 0; block < MeasuredBlocks; block++)
            chain.Run();

        string[] shares = [.. Names.Select((name, stage) => FormattableString.Invariant($"{name} {1e6 * times.Seconds(0) * chain.Share(stage):0.0}"))];
        yield return BenchmarkFigure.Of($"{model.Name}, all three stages, kernels alone, one core", 1 / times.Seconds(0), "frames/s", $"us a frame: {string.Join(", ", shares)}");
        yield return BenchmarkFigure.AtMost(
            "allocations of the three kernels in steady state", (double)chain.Allocated / (MeasuredBlocks * StageChain.Frames), "bytes a step", 0, "counted by the runtime");
    }
}

using LatentSim.Models.Stages;

namespace LatentSim.Engine.Benchmarks;

/// <summary>One walker's latent steps: against a PyTorch loop, and against reading the network's weights once from the second-level cache.</summary>
internal sealed class OneWalkerBenchmark : IBenchmark
{
    private const int Steps = 2000;
    private const int LoopSteps = 1000;
    private const string AgainstLoop = "one walker, latent step at Trp-cage size, against a PyTorch loop";

    public string Name => "one-walker";

    public IEnumerable<BenchmarkFigure> Measure(BenchmarkSettings settings)
    {
        IPropagator propagator = PublishedSizes.Propagator();
        float[] state = new float[PublishedSizes.Latents];
        CacheReading reading = new(PublishedSizes.PropagatorBytes);
        using LatentBlock block = LatentBlock.Rent(0, Steps, 0, 1, PublishedSizes.Latents);
        using PythonPeer? peer = PythonPeer.Start(settings.Python, "propagator.py");
        Candidate kernel = Candidate.Repeating("kernel", Steps, settings.Slice, () => propagator.Propagate(1, block, state));
        Candidate bound = Candidate.Repeating("reading", 1, settings.Slice, reading.Read);
        Candidate loop = new("PyTorch", () => peer is null ? double.NaN : peer.Run($"loop {LoopSteps}") / LoopSteps);
        Interleaved times = Interleaved.Run(settings.Rounds, settings.Stop, kernel, bound, loop);

        yield return BenchmarkFigure.Of("one walker, latent step at Trp-cage size", 1e6 * times.Seconds(0), "us");
        yield return peer is null
            ? BenchmarkFigure.Missing(AgainstLoop, ">= 150 x", $"{settings.Python} has no torch")
            : BenchmarkFigure.AtLeast(AgainstLoop, times.Speedup(0, 2), "x", 150, FormattableString.Invariant($"PyTorch loop: {1e6 * times.Seconds(2):0.0} us a step"));
        yield return BenchmarkFigure.AtMost(
            "the same, against reading the weights once from cache", times.Speedup(1, 0), "x", 2.5,
            FormattableString.Invariant($"{PublishedSizes.PropagatorBytes / 1024.0:0} KiB in {1e6 * times.Seconds(1):0.00} us, {PublishedSizes.PropagatorBytes / times.Seconds(1) / 1e9:0} GB/s"));
    }
}

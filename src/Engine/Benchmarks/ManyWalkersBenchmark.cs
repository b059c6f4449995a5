using LatentSim.Models.Decoder;
using LatentSim.Models.Stages;

namespace LatentSim.Engine.Benchmarks;

/// <summary>4096 walkers: a latent step and its C-alpha configuration at the published sizes, against what the machine's matrix products can do, libtorch, PyTorch and the paper.</summary>
internal sealed class ManyWalkersBenchmark : IBenchmark
{
    private const int Walkers = 4096;
    private const int MatrixSize = 2048;
    private const double PublishedMicroseconds = 480;
    private const string Step = "4096 walkers, latent step + C-alpha decoding";
    private const string AgainstProducts = "the same, FLOP/s of the networks as written, against OpenBLAS sgemm 2048^3";
    private const string AgainstLibtorch = "the same, against libtorch at batch 4096";

    public string Name => "many-walkers";

    public IEnumerable<BenchmarkFigure> Measure(BenchmarkSettings settings)
    {
        IPropagator propagator = PublishedSizes.Propagator();
        var decoder = new WganDecoder(PublishedSizes.DecoderWeights());
        float[] state = new float[Walkers * PublishedSizes.Latents];
        using LatentBlock latents = LatentBlock.Rent(1, 1, 0, Walkers, PublishedSizes.Latents);
        using FrameBlock frames = FrameBlock.Rent(1, 1, 0, Walkers, PublishedSizes.Sites);
        Candidate kernel = Candidate.Repeating("kernels", Walkers, settings.Slice, () =>
        {
            propagator.Propagate(1, latents, state);
            decoder.Decode(1, latents, frames);
        });
        using TorchPeer? libtorch = TorchPeer.Start();
        using PythonPeer? python = PythonPeer.Start(settings.Python, "propagator.py");
        Interleaved times = Interleaved.Run(settings.Rounds, settings.Stop, kernel, Products(settings), Libtorch(libtorch, settings), PyTorch(python));

        double perFrame = 2.0 * (PublishedSizes.PropagatorProducts + PublishedSizes.DecoderProducts);
        double perProduct = 2.0 * MatrixSize * MatrixSize * MatrixSize;
        double microseconds = 1e6 * times.Seconds(0);
        yield return BenchmarkFigure.Of(Step, microseconds, "us", FormattableString.Invariant($"{perFrame / times.Seconds(0) / 1e9:0.0} GFLOP/s of the networks as written"));
        yield return double.IsNaN(times.Seconds(1))
            ? BenchmarkFigure.Missing(AgainstProducts, ">= 60 %", "there is no libopenblas")
            : BenchmarkFigure.AtLeast(
                AgainstProducts, 100 * times.Speedup(0, 1) * perFrame / perProduct, "%", 60, FormattableString.Invariant($"sgemm: {perProduct / times.Seconds(1) / 1e9:0.0} GFLOP/s, one thread"));
        yield return BenchmarkFigure.AtLeast("the same, against the paper's 480 us a frame", PublishedMicroseconds / microseconds, "x", 200, "GTX 1080 Ti, published");
        yield return libtorch is null
            ? BenchmarkFigure.Missing(AgainstLibtorch, ">= 1.5 x", "there is no libtorch; ./setup.sh finds or installs it")
            : BenchmarkFigure.AtLeast(AgainstLibtorch, times.Speedup(0, 2), "x", 1.5, FormattableString.Invariant($"libtorch through TorchSharp, one thread: {1e6 * times.Seconds(2):0.00} us a frame"));
        if (python is not null)
            yield return BenchmarkFigure.Of("the same, against PyTorch at batch 4096", times.Speedup(0, 3), "x", FormattableString.Invariant($"PyTorch: {1e6 * times.Seconds(3):0.00} us a frame"));
    }

    private static Candidate Products(BenchmarkSettings settings)
    {
        if (OpenBlas.Find() is not { } library)
            return new Candidate("sgemm", () => double.NaN);
        float[] a = Numbers(), b = Numbers(), c = Numbers();
        return Candidate.Repeating("sgemm", 1, settings.Slice, () => library.Multiply(MatrixSize, a, b, c));
    }

    private static Candidate Libtorch(TorchPeer? peer, BenchmarkSettings settings) =>
        peer is null ? new Candidate("libtorch", () => double.NaN) : Candidate.Repeating("libtorch", Walkers, settings.Slice, () => peer.Step());

    private static Candidate PyTorch(PythonPeer? peer) => new("PyTorch", () => peer is null ? double.NaN : peer.Run($"batch {Walkers} 5") / (5 * Walkers));

    private static float[] Numbers() => [.. Enumerable.Range(0, MatrixSize * MatrixSize).Select(i => (i % 1013) / 1013f)];
}

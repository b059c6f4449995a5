namespace LatentSim.Engine.Benchmarks;

/// <summary>One seed, computed in every way that must not matter: slots, blocks, and the processor's vector instructions.</summary>
internal sealed class SameBytesBenchmark : IBenchmark
{
    private const int Walkers = 8;
    private const int Frames = 1200;
    private const int WalkersOfShard = 2;

    private static readonly Way[] Ways =
    [
        new("one slot", ["--devices", "cpu:0"]),
        new("two slots", ["--devices", "cpu:0,cpu:1"]),
        new("blocks of 1 step", Blocks(1)),
        new("blocks of 64", Blocks(64)),
        new("blocks of 1000", Blocks(1000)),
        new("portable kernels", [], ("LATENTSIM_INSTRUCTIONS", "portable")),
        new("AVX2 kernels", [], ("LATENTSIM_INSTRUCTIONS", "avx2")),
        new("AVX-512 kernels", [], ("LATENTSIM_INSTRUCTIONS", "avx512")),
        new("a processor without AVX2", [], ("DOTNET_EnableAVX2", "0")),
        new("a processor without vectors", ["--devices", "cpu:0,cpu:1"], ("DOTNET_EnableHWIntrinsic", "0")),
    ];

    public string Name => "same-bytes";

    public IEnumerable<BenchmarkFigure> Measure(BenchmarkSettings settings)
    {
        string[] digests = [.. Ways.Select((way, i) => Digest(settings, way, i))];
        string[] differing = [.. Ways.Zip(digests).Where(pair => pair.Second != digests[0]).Select(pair => pair.First.Name)];
        string beside = differing.Length == 0 ? string.Join(", ", Ways.Select(way => way.Name)) : $"different: {string.Join(", ", differing)}";
        yield return BenchmarkFigure.AtLeast("same seed, ways to compute it with identical bytes", Ways.Length - differing.Length, $"of {Ways.Length}", Ways.Length, beside);
    }

    private static string Digest(BenchmarkSettings settings, Way way, int index)
    {
        settings.Stop.ThrowIfCancellationRequested();
        string folder = Path.Combine(settings.Folder, $"way-{index}");
        OwnProgram.Run(
            way.Environment.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)),
            ["run", settings.ModelFile, "--walkers", $"{Walkers}", "--frames", $"{Frames}", "--out", folder, .. way.Options]);
        return RunDigest.Of(folder);
    }

    private static string[] Blocks(int steps) => ["--devices", "cpu:0,cpu:1", "--frames-per-block", $"{steps * WalkersOfShard}"];

    private sealed record Way(string Name, string[] Options, params (string Name, string Value)[] Environment);
}

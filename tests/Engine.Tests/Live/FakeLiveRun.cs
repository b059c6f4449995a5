using System.Collections.Concurrent;
using LatentSim.Actors;
using LatentSim.Engine.Live;
using LatentSim.Molecules;

namespace LatentSim.Engine.Tests.Live;

/// <summary>A run that does what a test says: its frames are those that the test publishes.</summary>
internal sealed class FakeLiveRun : ILiveRun
{
    private readonly ConcurrentQueue<string> stops = new();

    public FakeLiveRun(LiveScene? scene = null)
    {
        Scene = scene ?? SceneOf(sites: 3);
        Source = new FakeLiveSource(Scene.Walkers);
    }

    public LiveScene Scene { get; }

    public FakeLiveSource Source { get; }

    public ILiveSource Frames => Source;

    public LiveLog Log { get; } = new();

    public RunControl? Control { get; init; } = new();

    /// <summary>What <see cref="State"/> gives.</summary>
    public LiveState Now { get; set; } = new() { Phase = LivePhase.Running };

    /// <summary>What <see cref="Observables"/> gives.</summary>
    public string? Estimates { get; set; }

    /// <summary>What <see cref="Target"/> gives.</summary>
    public string? Aim { get; set; }

    /// <summary>Who asked it to stop.</summary>
    public IReadOnlyList<string> Stops => [.. stops];

    public LiveState State() => Now;

    public string? Observables() => Estimates;

    public string? Target() => Aim;

    public void Stop(string who) => stops.Enqueue(who);

    /// <summary>A scene of carbon atoms, one lag time of 2 ps apart.</summary>
    public static LiveScene SceneOf(int sites, int walkers = 2, bool isComputedHere = true, float[]? box = null, bool hasEnergies = false) => new()
    {
        Name = "fake",
        Directory = Path.Combine(Path.GetTempPath(), "there-is-no-such-run"),
        Walkers = walkers,
        Frames = 1000,
        LagTime = 2,
        TimeUnit = "ps",
        Seed = 1,
        Stages = ["propagator", "decoder"],
        Devices = ["cpu:0"],
        Dimension = 2,
        Topology = sites > 0 ? Carbons(sites) : null,
        TopologyText = sites > 0 ? "END\n" : null,
        Box = box ?? [],
        HasEnergies = hasEnergies,
        IsComputedHere = isComputedHere,
    };

    /// <summary>Frames whose numbers tell where they are from: coordinate i of step s of walker w is s + i / 8 + 1000 w.</summary>
    public LiveFrames FramesOf(int walker, long firstStep, int count, long stride = 1)
    {
        int size = Scene.Sites * 3;
        float[] positions = new float[count * size];
        float[] latents = new float[count * Scene.Dimension];
        for (int frame = 0; frame < count; frame++)
        {
            long step = firstStep + (frame * stride);
            for (int i = 0; i < size; i++)
                positions[(frame * size) + i] = Coordinate(walker, step, i);
            for (int i = 0; i < Scene.Dimension; i++)
                latents[(frame * Scene.Dimension) + i] = step - i;
        }

        return new LiveFrames(walker, firstStep, stride, count, DateTimeOffset.UtcNow)
        {
            Sites = Scene.Sites,
            Positions = positions,
            Dimension = Scene.Dimension,
            Latents = latents,
            Energies = Scene.HasEnergies ? Enumerable.Range(0, count).Select(frame => -100.0 - firstStep - (frame * stride)).ToArray() : default,
        };
    }

    /// <summary>A coordinate of <see cref="FramesOf"/>, nm.</summary>
    public static float Coordinate(int walker, long step, int coordinate) => step + (coordinate / 8f) + (1000 * walker);

    private static Topology Carbons(int count)
    {
        var builder = new TopologyBuilder();
        builder.AddResidue("UNK", 1, "A");
        for (int atom = 0; atom < count; atom++)
            builder.AddAtom($"C{atom}", Element.FromSymbol("C"));
        return builder.Build();
    }
}

using System.Diagnostics.CodeAnalysis;
using LatentSim.Actors;
using LatentSim.Engine.Live;
using LatentSim.Molecules;

namespace LatentSim.Engine.Benchmarks.Live;

/// <summary>A run of atoms that do not move, whose frames never end, and which nothing computes: what a server alone can do shows with it.</summary>
/// <param name="sites">The number of atoms.</param>
/// <param name="framesAtOnce">Frames that come together.</param>
/// <param name="pause">The time between those; zero for as fast as they are taken.</param>
internal sealed class EndlessRun(int sites, int framesAtOnce, TimeSpan pause) : ILiveRun
{
    /// <inheritdoc/>
    public LiveScene Scene { get; } = SceneOf(sites);

    /// <inheritdoc/>
    public ILiveSource Frames { get; } = new Source(sites, framesAtOnce, pause);

    /// <inheritdoc/>
    public LiveLog Log { get; } = new();

    /// <inheritdoc/>
    public RunControl? Control { get; } = new();

    /// <inheritdoc/>
    public LiveState State() => new() { Phase = LivePhase.Running };

    /// <inheritdoc/>
    public string? Observables() => null;

    /// <inheritdoc/>
    public string? Target() => null;

    /// <inheritdoc/>
    public void Stop(string who)
    {
    }

    private static LiveScene SceneOf(int sites)
    {
        var builder = new TopologyBuilder();
        builder.AddResidue("UNK", 1, "A");
        for (int atom = 0; atom < sites; atom++)
            builder.AddAtom("C", Element.FromSymbol("C"));
        return new LiveScene
        {
            Name = "endless",
            Directory = Path.Combine(Path.GetTempPath(), "no-run"),
            Walkers = 1,
            Frames = long.MaxValue,
            LagTime = 1,
            TimeUnit = "ps",
            Seed = 0,
            Stages = [],
            Devices = [],
            Dimension = 0,
            Topology = builder.Build(),
            IsComputedHere = true,
        };
    }

    private sealed class Source(int sites, int framesAtOnce, TimeSpan pause) : ILiveSource
    {
        public ILiveSubscription Subscribe(LiveRequest request) => new Subscription(sites, framesAtOnce, pause);
    }

    private sealed class Subscription(int sites, int framesAtOnce, TimeSpan pause) : ILiveSubscription
    {
        private readonly float[] positions = new float[framesAtOnce * sites * 3];
        private readonly CancellationTokenSource disposed = new();
        private long next;

        public long Stride { get; set; } = 1;

        public long Dropped => 0;

        public async ValueTask<LiveFrames?> Next(CancellationToken cancellation)
        {
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, cancellation).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            return disposed.IsCancellationRequested ? null : Make();
        }

        public bool TryNext([NotNullWhen(true)] out LiveFrames? frames)
        {
            frames = pause > TimeSpan.Zero || disposed.IsCancellationRequested ? null : Make();
            return frames is not null;
        }

        public void Dispose() => disposed.Cancel();

        private LiveFrames Make()
        {
            long first = next;
            next += framesAtOnce;
            return new LiveFrames(0, first, 1, framesAtOnce, DateTimeOffset.UtcNow) { Sites = sites, Positions = positions };
        }
    }
}

using LatentSim.Actors;
using LatentSim.Engine.Live;
using LatentSim.Engine.Live.Session;
using LatentSim.Engine.Runs;
using LatentSim.Engine.Tests.Runs;
using LatentSim.Models.ModelFile;

namespace LatentSim.Engine.Tests.Live.Session;

/// <summary>A run that was watched from its first frame to its last by one who wants all of them.</summary>
internal sealed class WatchedRun
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private WatchedRun(SessionRun run, Dictionary<int, List<LiveFrames>> seen)
    {
        Scene = run.Scene;
        End = run.State();
        Seen = seen;
    }

    public LiveScene Scene { get; }

    /// <summary>The run's state after its end.</summary>
    public LiveState End { get; }

    /// <summary>The frames of each walker.</summary>
    public Dictionary<int, List<LiveFrames>> Seen { get; }

    /// <summary>A small run with one checkpoint, at its end: they take longer than all else.</summary>
    public static SmallRun Small(Simulator? model = null, int walkers = 6, long frames = 60)
    {
        var run = new SmallRun(model, walkers, frames);
        run.Request = run.Request with { Pace = new RunPace { CheckpointSeconds = 3600 } };
        return run;
    }

    public static async Task<WatchedRun> Of(RunRequest request, bool positions = true)
    {
        using RunSession session = RunSession.Create(request);
        session.Live.AllowAll = true;
        using var run = new SessionRun(session);
        using ILiveSubscription subscription = run.Frames.Subscribe(new LiveRequest { Delivery = LiveDelivery.All, Coarse = positions, Positions = positions, Capacity = 8 });
        Task<Dictionary<int, List<LiveFrames>>> reading = Task.Run(() => Read(subscription));
        Assert.Equal(LivePhase.Starting, run.State().Phase);
        await run.Run(progress: null, CancellationToken.None).WaitAsync(Limit);
        return new WatchedRun(run, await reading.WaitAsync(Limit));
    }

    /// <summary>The numbers of a walker, joined.</summary>
    public T[] Of<T>(int walker, Func<LiveFrames, ReadOnlyMemory<T>> part) => [.. Seen[walker].SelectMany(frames => part(frames).ToArray())];

    private static async Task<Dictionary<int, List<LiveFrames>>> Read(ILiveSubscription subscription)
    {
        var seen = new Dictionary<int, List<LiveFrames>>();
        while (await subscription.Next(CancellationToken.None) is { } frames)
        {
            if (!seen.TryGetValue(frames.Walker, out List<LiveFrames>? of))
                seen.Add(frames.Walker, of = []);
            of.Add(frames);
        }

        return seen;
    }
}

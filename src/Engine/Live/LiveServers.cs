namespace LatentSim.Engine.Live;

/// <summary>The servers that show a run, as a user asked for them.</summary>
public sealed class LiveServers : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> servers = [];

    private LiveServers()
    {
    }

    /// <summary>Starts what was asked for; each server says in the log where it listens.</summary>
    /// <exception cref="Molecules.InvalidInputException">A setting cannot be used, or a port is taken.</exception>
    public static async Task<LiveServers> Start(LiveSettings settings, ILiveRun run)
    {
        var all = new LiveServers();
        try
        {
            foreach (Imd.ImdSettings imd in settings.Imd)
                all.servers.Add(Imd.ImdServer.Start(imd, run));
            if (settings.Web is { } web)
                all.servers.Add(await Web.WebServer.Start(web, run).ConfigureAwait(false));
            if (settings.Otlp is { } collector)
                all.servers.Add(Operations.OtlpExport.Start(collector, run));
            return all;
        }
        catch
        {
            await all.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops them.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable server in Enumerable.Reverse(servers))
            await server.DisposeAsync().ConfigureAwait(false);
    }
}

using System.Net;
using System.Net.Sockets;
using LatentSim.Engine.Live.Operations;
using LatentSim.Molecules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace LatentSim.Engine.Live.Web;

/// <summary>Serves the page, the stream for programs, health and metrics.</summary>
public sealed class WebServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly CancellationTokenSource stopping = new();
    private readonly RunHealth health;
    private readonly WebSite site;
    private WebApplication? application;

    private WebServer(WebSettings settings, ILiveRun run)
    {
        Settings = settings;
        Run = run;
        var board = new LiveBoard(run);
        health = new RunHealth(board);
        site = new WebSite(settings, board, health, stopping.Token);
    }

    /// <summary>What was asked for.</summary>
    public WebSettings Settings { get; }

    /// <summary>The run.</summary>
    public ILiveRun Run { get; }

    /// <summary>Where it listens: the port is known even where any was asked for.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Errors of this program, not of a client, in answering; 0 unless something is wrong with it.</summary>
    public long Faults => site.Faults;

    /// <summary>Starts to listen, and says in the log where.</summary>
    /// <exception cref="InvalidInputException">A setting cannot be used, or the port is taken.</exception>
    public static async Task<WebServer> Start(WebSettings settings, ILiveRun run)
    {
        WebSettingsCheck.Require(settings);
        HttpsConnectionAdapterOptions? tls = WebCertificate.Read(settings);
        var server = new WebServer(settings, run);
        try
        {
            await server.Listen(tls).ConfigureAwait(false);
            server.Announce();
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Tells all clients that it stops, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        if (application is not null)
        {
            using var patience = new CancellationTokenSource(Patience);
            await application.StopAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await application.DisposeAsync().ConfigureAwait(false);
        }

        health.Dispose();
        site.Dispose();
    }

    private async Task Listen(HttpsConnectionAdapterOptions? tls)
    {
        if (await TryListen(Settings.Port, tls).ConfigureAwait(false))
            return;
        if (!Settings.AnyPortWillDo || !await TryListen(0, tls).ConfigureAwait(false))
            throw new InvalidInputException("--serve", "", $"{new IPEndPoint(Settings.Address, Settings.Port)} is taken by another program; name another port, or 0 for any that is free");
    }

    private async Task<bool> TryListen(int port, HttpsConnectionAdapterOptions? tls)
    {
        WebApplication candidate = WebHost.Create(new IPEndPoint(Settings.Address, port), tls, site);
        try
        {
            await candidate.StartAsync().ConfigureAwait(false);
            application = candidate;
            Address = AddressOf(candidate, tls is not null);
            return true;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await candidate.DisposeAsync().ConfigureAwait(false);
            return false;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await candidate.DisposeAsync().ConfigureAwait(false);
            throw new InvalidInputException("--serve", "", $"cannot listen at {new IPEndPoint(Settings.Address, port)}: {e.Message}");
        }
    }

    private Uri AddressOf(WebApplication listening, bool isTls)
    {
        var features = listening.Services.GetRequiredService<IServer>().Features;
        int port = new Uri(features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()).Port;
        string host = Settings.IsAnyAddress ? WebSettings.OwnName : Settings.Address.ToString();
        return new UriBuilder(isTls ? Uri.UriSchemeHttps : Uri.UriSchemeHttp, host, port).Uri;
    }

    private void Announce()
    {
        string token = Settings.Token is null ? "" : "?token=TOKEN, with the token that was given";
        Run.Log.Information("server", $"watch at {Address}{token}");
        if (Settings.IsLoopback)
            return;
        string clear = Settings.Certificate is null ? "; without --certificate the token and all else travel in the clear" : "";
        Run.Log.Information("server", $"{Settings.Address} can be reached by others: whoever knows the token can watch{clear}");
    }
}

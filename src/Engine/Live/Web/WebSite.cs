using System.Net.WebSockets;
using LatentSim.Engine.Live.Operations;
using LatentSim.Engine.Live.Streams;
using Microsoft.AspNetCore.Http;

namespace LatentSim.Engine.Live.Web;

/// <summary>Answers requests. docs/stream.md and docs/operations.md have the addresses.</summary>
internal sealed class WebSite : IDisposable
{
    private const string Json = "application/json";
    private readonly WebSettings settings;
    private readonly LiveBoard board;
    private readonly RunHealth health;
    private readonly WebGate gate;
    private readonly WebPage page = new();
    private readonly LogThrottle throttle;
    private readonly byte[] hello;
    private readonly CancellationToken stopping;
    private long faults;

    /// <summary>Makes the site of a run.</summary>
    public WebSite(WebSettings settings, LiveBoard board, RunHealth health, CancellationToken stopping)
    {
        this.settings = settings;
        this.board = board;
        this.health = health;
        this.stopping = stopping;
        gate = new WebGate(settings);
        throttle = new LogThrottle(board.Run.Log, "client");
        hello = StreamMessages.Hello(board.Run.Scene);
    }

    /// <summary>Errors of this program, not of a client, in answering; 0 unless something is wrong with it.</summary>
    public long Faults => Interlocked.Read(ref faults);

    /// <summary>Answers a request.</summary>
    public async Task Handle(HttpContext context)
    {
        try
        {
            WebHeaders.AddTo(context.Response.Headers);
            await Admit(context).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or BadHttpRequestException or WebSocketException)
        {
            context.Abort();
        }
        catch (Exception e)
        {
            Interlocked.Increment(ref faults);
            throttle.Write($"{context.Request.Path.Value?.Split('/').ElementAtOrDefault(1)}: failed: {e.Message.ReplaceLineEndings(" ")}");
            context.Abort();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => throttle.Dispose();

    private Task Admit(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (!gate.IsHost(request.Host))
            return Refuse(context, StatusCodes.Status421MisdirectedRequest, $"this server does not go by the name {Shown(request.Host.Host)}; if it should, start it with --host and that name");
        if (!WebGate.IsOwnOrigin(request.Headers.Origin, request.Host))
            return Refuse(context, StatusCodes.Status403Forbidden, "a page of another origin may not ask this server");
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return Refuse(context, StatusCodes.Status405MethodNotAllowed, "only GET and HEAD");
        if (gate.NeedsToken && request.Path == "/" && request.Query.TryGetValue("token", out var given))
            return FirstLoad(context, given);
        if (!gate.IsKnown(request))
            return Unknown(context);
        return Answer(context);
    }

    private Task Answer(HttpContext context)
    {
        string path = context.Request.Path.Value ?? "/";
        switch (path)
        {
            case "/":
                return page.Index(context);
            case "/stream":
                return Stream(context);
            case "/topology.pdb":
                return board.Run.Scene.TopologyText is { } topology ? WebText.Send(context, "chemical/x-pdb; charset=utf-8", topology) : WebText.NotFound(context, "a run of latents alone has no topology");
            case "/observables.json":
                return board.Run.Observables() is { } estimates ? WebText.Send(context, Json, estimates) : WebText.Nothing(context);
            case "/status.json":
                return WebText.Send(context, Json, LiveDocuments.Status(board.State(), board.Clients, DateTimeOffset.UtcNow));
            case "/healthz":
                return Health(context);
            case "/metrics":
                return WebText.Send(context, PrometheusText.MediaType, PrometheusText.Write(board));
            default:
                return path.StartsWith(WebPage.Folder, StringComparison.Ordinal) ? page.Asset(context, path[WebPage.Folder.Length..]) : WebText.NotFound(context, "there is nothing here");
        }
    }

    private Task Health(HttpContext context)
    {
        HealthReport report = health.Now();
        context.Response.StatusCode = report.IsHealthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return WebText.Send(context, Json, report.ToJson());
    }

    // The token leaves the address at once, so that it stays in no history and goes to nobody else.
    private Task FirstLoad(HttpContext context, string? token)
    {
        if (!gate.IsToken(token))
            return Unknown(context);
        var cookie = new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = settings.Certificate is not null, Path = "/" };
        context.Response.Cookies.Append(WebGate.Cookie, settings.Token!, cookie);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = "/";
        return Task.CompletedTask;
    }

    private Task Unknown(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        bool isTried = context.Request.Headers.Authorization.Count > 0 || context.Request.Query.ContainsKey("token");
        if (isTried)
            throttle.Write($"{Where(context)} was refused: a wrong token");
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return WebText.Send(context, WebText.Plain, "The token is missing or wrong. Open /?token=TOKEN once in a browser; programs send the header Authorization: Bearer TOKEN.\n");
    }

    private Task Refuse(HttpContext context, int status, string why)
    {
        throttle.Write($"{Where(context)} was refused: {why}");
        context.Response.StatusCode = status;
        return WebText.Send(context, WebText.Plain, why + "\n");
    }

    private async Task Stream(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            context.Response.Headers.Upgrade = "websocket";
            await WebText.Send(context, WebText.Plain, "Here a WebSocket is expected.\n").ConfigureAwait(false);
            return;
        }

        IList<string> asked = context.WebSockets.WebSocketRequestedProtocols;
        if (asked.Count > 0 && !asked.Contains(StreamMessages.Protocol))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await WebText.Send(context, WebText.Plain, $"The subprotocol is {StreamMessages.Protocol}.\n").ConfigureAwait(false);
            return;
        }

        LiveClientKind kind = context.Request.Headers.Origin.Count > 0 ? LiveClientKind.Page : LiveClientKind.Stream;
        using IDisposable? place = board.Clients.TryEnter(kind, StreamLimits.Clients);
        if (place is null)
        {
            context.Response.Headers.RetryAfter = "10";
            await Refuse(context, StatusCodes.Status503ServiceUnavailable, $"{StreamLimits.Clients} clients watch already").ConfigureAwait(false);
            return;
        }

        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync(asked.Count > 0 ? StreamMessages.Protocol : null).ConfigureAwait(false);
        using var session = new StreamSession(Where(context), socket, board, settings.Delivery);
        if (await session.Run(hello, stopping).ConfigureAwait(false) is { } violation)
            throttle.Write($"{Where(context)} was disconnected: {violation}");
    }

    private static string Where(HttpContext context) => $"{context.Connection.RemoteIpAddress}:{context.Connection.RemotePort}";

    private static string Shown(string text) => string.Concat((text.Length > 64 ? text[..64] : text).Select(c => char.IsControl(c) ? '?' : c));
}

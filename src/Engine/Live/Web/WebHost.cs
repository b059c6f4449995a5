using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LatentSim.Engine.Live.Web;

/// <summary>Kestrel with nothing around it: no configuration of the environment, no logging, no signals; and with small limits.</summary>
internal static class WebHost
{
    private const int Connections = 512;
    private static readonly TimeSpan HeaderPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan IdlePatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Ping = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pong = TimeSpan.FromSeconds(60);

    /// <summary>Makes a server that listens at one place once it is started.</summary>
    /// <param name="place">The place.</param>
    /// <param name="tls">The certificate; null for none.</param>
    /// <param name="site">What it serves.</param>
    public static WebApplication Create(IPEndPoint place, HttpsConnectionAdapterOptions? tls, WebSite site)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(server => Configure(server, place, tls));
        WebApplication application = builder.Build();
        application.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Ping, KeepAliveTimeout = Pong });
        application.Run(site.Handle);
        return application;
    }

    private static void Configure(KestrelServerOptions server, IPEndPoint place, HttpsConnectionAdapterOptions? tls)
    {
        server.AddServerHeader = false;
        server.Limits.MaxConcurrentConnections = Connections;
        server.Limits.MaxRequestBodySize = 0;
        server.Limits.MaxRequestHeaderCount = 64;
        server.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        server.Limits.MaxRequestLineSize = 4 * 1024;
        server.Limits.RequestHeadersTimeout = HeaderPatience;
        server.Limits.KeepAliveTimeout = IdlePatience;
        server.Listen(place, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (tls is not null)
                listen.UseHttps(tls);
        });
    }
}

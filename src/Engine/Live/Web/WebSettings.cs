using System.Net;

namespace LatentSim.Engine.Live.Web;

/// <summary>The web server, as a user asks for it.</summary>
public sealed record WebSettings
{
    /// <summary>Where it listens.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The TCP port; 0 for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>What clients must know; null for none, which only a loopback address allows.</summary>
    public string? Token { get; init; }
}

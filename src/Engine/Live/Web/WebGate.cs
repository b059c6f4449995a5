using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace LatentSim.Engine.Live.Web;

/// <summary>Who may come in: asks under a name that is this server's, from a page that is this server's, and knows the token.</summary>
internal sealed class WebGate(WebSettings settings)
{
    /// <summary>The name of the cookie that holds the token.</summary>
    public const string Cookie = "latentsim";

    private const string Bearer = "Bearer ";
    private readonly byte[]? expected = settings.Token is { } token ? Digest(token) : null;
    private readonly HashSet<string> hosts = new(settings.Hosts, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the request names this server. Another name is one that somebody made to point here, so that his page may read what this server says (DNS rebinding).</summary>
    public bool IsHost(HostString host)
    {
        if (!host.HasValue || host.Host.Length == 0)
            return false;
        string name = host.Host.TrimStart('[').TrimEnd(']');
        if (hosts.Contains(name) || name.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return true;
        if (!IPAddress.TryParse(name, out IPAddress? address))
            return settings.IsAnyAddress && name.Equals(WebSettings.OwnName, StringComparison.OrdinalIgnoreCase);
        return settings.IsAnyAddress || IPAddress.IsLoopback(address) || address.Equals(settings.Address);
    }

    /// <summary>Whether a request comes from this server's own page, or from no page at all.</summary>
    /// <param name="origin">The header Origin; null where there is none.</param>
    /// <param name="host">The header Host.</param>
    public static bool IsOwnOrigin(string? origin, HostString host)
    {
        if (origin is null)
            return true;
        return Uri.TryCreate(origin, UriKind.Absolute, out Uri? from)
            && from.Scheme is "http" or "https"
            && from.Host.Trim('[', ']').Equals(host.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase)
            && from.Port == (host.Port ?? (from.Scheme == "https" ? 443 : 80));
    }

    /// <summary>Whether the request knows the token, or none is needed.</summary>
    public bool IsKnown(HttpRequest request)
    {
        if (expected is null)
            return true;
        string? header = request.Headers.Authorization;
        if (header is not null && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return IsToken(header[Bearer.Length..].Trim());
        return IsToken(request.Cookies[Cookie]);
    }

    /// <summary>Whether a text is the token, in a time that does not tell how much of it is.</summary>
    public bool IsToken(string? text) => expected is null || (text is not null && CryptographicOperations.FixedTimeEquals(Digest(text), expected));

    /// <summary>Whether a token is needed.</summary>
    public bool NeedsToken => expected is not null;

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

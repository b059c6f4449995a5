using System.Text.RegularExpressions;
using LatentSim.Molecules;

namespace LatentSim.Engine.Live.Web;

/// <summary>Refuses settings that would leave a run open to others, or that cannot work.</summary>
internal static partial class WebSettingsCheck
{
    /// <summary>The fewest characters of a token.</summary>
    public const int ShortestToken = 16;

    /// <summary>Refuses what cannot be used.</summary>
    /// <exception cref="InvalidInputException">With one line that says what to do.</exception>
    public static void Require(WebSettings settings)
    {
        if (settings.Token is { } token)
            RequireToken(token);
        else if (!settings.IsLoopback)
            throw new InvalidInputException("--serve", "", $"{settings.Address} can be reached by others; give a token too: --token or --token-file, at least {ShortestToken} characters that they must know");

        if (settings.CertificateKey is not null && settings.Certificate is null)
            throw new InvalidInputException("--certificate-key", "", "needs --certificate too");
        foreach (string host in settings.Hosts)
            RequireHost(host);
    }

    private static void RequireToken(string token)
    {
        if (token.Length < ShortestToken)
            throw new InvalidInputException("--token", "", $"has {token.Length} characters; expected at least {ShortestToken}, such as 'openssl rand -hex 16' prints");
        if (!Token().IsMatch(token))
            throw new InvalidInputException("--token", "", "expected letters, digits and - . _ ~ + / = only, for it travels in addresses and headers");
    }

    private static void RequireHost(string host)
    {
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            throw new InvalidInputException("--host", "", $"expected a name such as cluster.example.org, without a port, found '{host}'");
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._~+/=-]+\z")]
    private static partial Regex Token();
}

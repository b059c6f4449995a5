using System.Net;
using LatentSim.Actors;

namespace LatentSim.Engine.Live.Web;

/// <summary>The web server, as a user asks for it.</summary>
public sealed record WebSettings
{
    /// <summary>The port where no other is named.</summary>
    public const int DefaultPort = 8080;

    /// <summary>Where it listens.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The TCP port; 0 for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>Whether any free port will do where <see cref="Port"/> is taken: the user named none.</summary>
    public bool AnyPortWillDo { get; init; }

    /// <summary>What clients must know; null for none, which only a loopback address allows.</summary>
    public string? Token { get; init; }

    /// <summary>Names, beside the address and those of loopback, under which clients may ask for it.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The file of the certificate, PEM or PKCS #12; null for no TLS.</summary>
    public string? Certificate { get; init; }

    /// <summary>The file of the certificate's private key, PEM; null where the certificate's file holds it.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>All where watchers may ask for every frame of a run in this process, and slow it; newest where they may not.</summary>
    public LiveDelivery Delivery { get; init; }

    /// <summary>The name of this machine.</summary>
    public static string OwnName { get; } = Dns.GetHostName();

    /// <summary>Whether it listens on every address of this machine.</summary>
    public bool IsAnyAddress => Address.Equals(IPAddress.Any) || Address.Equals(IPAddress.IPv6Any);

    /// <summary>Whether only programs of this machine reach it.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(Address);
}

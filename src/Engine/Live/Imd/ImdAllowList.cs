using System.Net;
using System.Net.Sockets;
using LatentSim.Molecules;

namespace LatentSim.Engine.Live.Imd;

/// <summary>The addresses that may connect: IMD knows no password.</summary>
public sealed class ImdAllowList
{
    private readonly IReadOnlyList<IPNetwork> networks;

    private ImdAllowList(IReadOnlyList<IPNetwork> networks) => this.networks = networks;

    /// <summary>This machine alone.</summary>
    public static ImdAllowList Loopback { get; } = new([new IPNetwork(IPAddress.Parse("127.0.0.0"), 8), new IPNetwork(IPAddress.IPv6Loopback, 128)]);

    /// <summary>This machine, and the networks that a user names.</summary>
    /// <param name="texts">ADDRESS/PREFIX each, or ADDRESS for one machine; IPv4 or IPv6.</param>
    /// <exception cref="InvalidInputException">One is not of that form.</exception>
    public static ImdAllowList Of(IEnumerable<string> texts) => new([.. Loopback.networks, .. texts.Select(Parse)]);

    /// <summary>Whether a client at an address may connect.</summary>
    public bool Allows(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return networks.Any(network => network.Contains(plain));
    }

    private static IPNetwork Parse(string text)
    {
        string[] parts = text.Split('/');
        if (parts.Length > 2 || parts[0].Length == 0 || !IPAddress.TryParse(parts[0], out IPAddress? address) || !IsWrittenOut(parts[0], address))
            throw Refused(text);

        int most = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        int prefix = most;
        if (parts.Length == 2 && (!int.TryParse(parts[1], System.Globalization.NumberStyles.None, null, out prefix) || prefix > most))
            throw Refused(text);
        return new IPNetwork(Masked(address, prefix), prefix);
    }

    // Without this, 10 would be the address 0.0.0.10.
    private static bool IsWrittenOut(string text, IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 || text.Count(letter => letter == '.') == 3;

    private static IPAddress Masked(IPAddress address, int prefix)
    {
        byte[] bytes = address.GetAddressBytes();
        for (int bit = prefix; bit < bytes.Length * 8; bit++)
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }

    private static InvalidInputException Refused(string text) =>
        new("--imd-allow", "", $"expected ADDRESS/PREFIX, such as 192.168.1.0/24 or fd00::/8, found '{text}'");
}

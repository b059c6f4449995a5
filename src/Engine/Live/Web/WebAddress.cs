using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LatentSim.Molecules;

namespace LatentSim.Engine.Live.Web;

/// <summary>Reads where the web server is to listen: PORT or ADDRESS:PORT.</summary>
internal static class WebAddress
{
    private const string Loopback = "localhost:";

    /// <summary>Reads it.</summary>
    /// <param name="option">The option that it was given with.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="InvalidInputException">It is neither.</exception>
    public static IPEndPoint Parse(string option, string text)
    {
        if (PortOf(text) is { } port)
            return new IPEndPoint(IPAddress.Loopback, port);
        if (text.StartsWith(Loopback, StringComparison.OrdinalIgnoreCase) && PortOf(text[Loopback.Length..]) is { } local)
            return new IPEndPoint(IPAddress.Loopback, local);
        if (IPEndPoint.TryParse(text, out IPEndPoint? place) && NamesAPort(text, place))
            return place;
        throw new InvalidInputException(option, "", $"expected PORT or ADDRESS:PORT, such as 8080, 0.0.0.0:8080 or [::1]:8080, found '{text}'");
    }

    // An IPv6 address without brackets ends with a colon and digits too, which are no port.
    private static bool NamesAPort(string text, IPEndPoint place) =>
        place.AddressFamily == AddressFamily.InterNetworkV6 ? text.Contains("]:", StringComparison.Ordinal) : text.Contains(':', StringComparison.Ordinal);

    private static int? PortOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= IPEndPoint.MaxPort ? port : null;
}

using System.Globalization;
using System.Net;
using LatentSim.Molecules;

namespace LatentSim.Engine.Live.Imd;

/// <summary>Where an IMD server listens and which walker it shows.</summary>
/// <param name="Address">The address.</param>
/// <param name="Port">The TCP port; 0 for any that is free.</param>
/// <param name="Walker">The walker.</param>
public sealed record ImdPort(IPAddress Address, int Port, int Walker)
{
    private const string WalkerKey = "walker=";

    /// <summary>Reads PORT, ADDRESS:PORT or [ADDRESS]:PORT, with :walker=N after it or not.</summary>
    /// <exception cref="InvalidInputException">It is none of these.</exception>
    public static ImdPort Parse(string text)
    {
        string where = text;
        int walker = 0;
        int last = text.LastIndexOf(':');
        if (last >= 0 && text.AsSpan(last + 1).StartsWith(WalkerKey))
        {
            if (!TryNumber(text[(last + 1 + WalkerKey.Length)..], int.MaxValue, out walker))
                throw Refused(text);
            where = text[..last];
        }

        int colon = where.LastIndexOf(':');
        if (!TryNumber(where[(colon + 1)..], ushort.MaxValue, out int port))
            throw Refused(text);
        return new ImdPort(colon < 0 ? IPAddress.Loopback : AddressOf(where[..colon], text), port, walker);
    }

    private static IPAddress AddressOf(string address, string text)
    {
        bool isBracketed = address.StartsWith('[') && address.EndsWith(']');
        string bare = isBracketed ? address[1..^1] : address;
        if (bare == "localhost")
            return IPAddress.Loopback;
        bool isWritten = isBracketed ? bare.Contains(':') : bare.Count(letter => letter == '.') == 3;
        return isWritten && IPAddress.TryParse(bare, out IPAddress? parsed) ? parsed : throw Refused(text);
    }

    private static bool TryNumber(string text, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= most;

    private static InvalidInputException Refused(string text) =>
        new("--imd", "", $"expected PORT, ADDRESS:PORT or [ADDRESS]:PORT, and :walker=N after it or not, found '{text}'");
}

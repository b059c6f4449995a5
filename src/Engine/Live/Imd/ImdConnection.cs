using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace LatentSim.Engine.Live.Imd;

/// <summary>What Linux tells of a connection (TCP_INFO): how much was acknowledged, and how far the client's window is open. Elsewhere nothing is known.</summary>
/// <param name="socket">The connection.</param>
internal sealed class ImdConnection(Socket socket)
{
    private const int ProtocolTcp = 6;
    private const int OptionInfo = 11;

    // Where in the answer these are, in bytes.
    private const int UnacknowledgedAt = 24;
    private const int AcknowledgedAt = 120;
    private const int NotSentAt = 144;
    private const int WindowAt = 228;
    private const int Needed = 232;

    private readonly byte[] answer = new byte[Needed];

    /// <summary>Whether all that was sent has reached the client's machine, as far as can be told.</summary>
    public bool IsDelivered => !TryAsk() || (Number(UnacknowledgedAt) == 0 && Number(NotSentAt) == 0);

    /// <summary>Asks; false when nothing is known.</summary>
    /// <param name="acknowledged">Bytes that have reached the client's machine.</param>
    /// <param name="window">Bytes for which there is room.</param>
    public bool TryAsk(out long acknowledged, out uint window)
    {
        bool isKnown = TryAsk();
        acknowledged = isKnown ? MemoryMarshal.Read<long>(answer.AsSpan(AcknowledgedAt)) : 0;
        window = isKnown ? Number(WindowAt) : 0;
        return isKnown;
    }

    private uint Number(int place) => MemoryMarshal.Read<uint>(answer.AsSpan(place));

    private bool TryAsk()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            return socket.GetRawSocketOption(ProtocolTcp, OptionInfo, answer) >= Needed;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }
}

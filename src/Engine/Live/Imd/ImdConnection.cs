using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace LatentSim.Engine.Live.Imd;

/// <summary>What Linux tells of a connection: how much was acknowledged, how far the client's window is open and, of clients on this machine, what they have not read. Elsewhere nothing is known.</summary>
/// <param name="socket">The connection.</param>
internal sealed class ImdConnection(Socket socket) : IDisposable
{
    // TCP_INFO, and where in its answer these are, in bytes.
    private const int ProtocolTcp = 6;
    private const int OptionInfo = 11;
    private const int UnacknowledgedAt = 24;
    private const int AcknowledgedAt = 120;
    private const int NotSentAt = 144;
    private const int WindowAt = 228;
    private const int Needed = 232;

    private readonly byte[] answer = new byte[Needed];
    private readonly ImdPeer peer = new(socket);

    /// <summary>Whether all that was sent has reached the client's machine, as far as can be told.</summary>
    public bool IsDelivered => !TryAsk() || (Number(UnacknowledgedAt) == 0 && Number(NotSentAt) == 0);

    /// <summary>Asks what has arrived; false when nothing is known.</summary>
    /// <param name="acknowledged">Bytes that have reached the client's machine.</param>
    /// <param name="window">Bytes for which there is room.</param>
    public bool TryAsk(out long acknowledged, out uint window)
    {
        bool isKnown = TryAsk();
        acknowledged = isKnown ? MemoryMarshal.Read<long>(answer.AsSpan(AcknowledgedAt)) : 0;
        window = isKnown ? Number(WindowAt) : 0;
        return isKnown;
    }

    /// <summary>Asks what has arrived and was not read; false when that is not known.</summary>
    public bool TryUnread(out long bytes) => peer.TryUnread(out bytes);

    /// <summary>Asks no more.</summary>
    public void Dispose() => peer.Dispose();

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

using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace LatentSim.Engine.Live.Imd;

/// <summary>
/// Estimates for how long what was sent to a client lies unread, in the kernel's buffers on both sides, from what Linux tells of a connection: how much
/// was acknowledged, and by how much the client's window has shrunk. Elsewhere it knows nothing, and says that nothing waits.
/// </summary>
/// <param name="socket">The connection.</param>
/// <param name="clock">The clock.</param>
internal sealed class ImdBacklog(Socket socket, TimeProvider clock)
{
    // TCP_INFO of Linux and, in bytes, where in its answer these are.
    private const int ProtocolTcp = 6;
    private const int OptionInfo = 11;
    private const int Unacknowledged = 24;
    private const int Acknowledged = 120;
    private const int NotSent = 144;
    private const int Window = 228;
    private const int Needed = 232;

    private const int Marks = 64;
    private static readonly TimeSpan MarkSpacing = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan WindowMemory = TimeSpan.FromSeconds(5);

    private readonly byte[] answer = new byte[Needed];
    private readonly (long Bytes, TimeSpan Time)[] marks = new (long, TimeSpan)[Marks];
    private readonly long start = clock.GetTimestamp();
    private int newest;
    private long written;
    private uint widest;
    private uint widestBefore;
    private TimeSpan widestSince;

    /// <summary>Counts bytes that were sent.</summary>
    public void Sent(int bytes)
    {
        TimeSpan now = clock.GetElapsedTime(start);
        if (now - marks[newest].Time >= MarkSpacing)
        {
            newest = (newest + 1) % Marks;
            marks[newest] = (written, now);
        }

        written += bytes;
    }

    /// <summary>Since when the oldest bytes that the client has not read have been waiting; zero when it has read all but <paramref name="slack"/> of them.</summary>
    public TimeSpan Age(long slack)
    {
        long unread = Unread();
        if (unread <= slack)
            return TimeSpan.Zero;
        long first = written - unread;
        int mark = newest;
        for (int i = 1; i < Marks && marks[mark].Bytes > first; i++)
            mark = (mark + Marks - 1) % Marks;
        return clock.GetElapsedTime(start) - marks[mark].Time;
    }

    /// <summary>Whether all has reached the client's machine, as far as can be told.</summary>
    public bool IsDelivered => !TryAsk() || (Number(Unacknowledged) == 0 && Number(NotSent) == 0);

    private long Unread()
    {
        if (!TryAsk())
            return 0;
        TimeSpan now = clock.GetElapsedTime(start);
        if (now - widestSince > WindowMemory)
            (widestBefore, widest, widestSince) = (widest, 0, now);
        uint window = Number(Window);
        widest = Math.Max(widest, window);
        long acknowledged = MemoryMarshal.Read<long>(answer.AsSpan(Acknowledged));
        return Math.Max(0, written - acknowledged) + Math.Max(widest, widestBefore) - window;
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

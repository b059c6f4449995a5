using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using LatentSim.Engine.Live.Imd;

namespace LatentSim.Engine.Benchmarks.Live;

/// <summary>Reads frames by IMD version 3 as fast as they come, and counts them.</summary>
/// <param name="port">The port.</param>
internal sealed class ImdClient(int port) : ILiveClient
{
    private const int BufferBytes = 1 << 18;
    private const int StepPlace = 16;
    private readonly byte[] buffer = new byte[BufferBytes];
    private long frames;
    private long nextStep;
    private long outOfOrder;

    /// <summary>The frames that came.</summary>
    public long Frames => Interlocked.Read(ref frames);

    /// <summary>Frames that did not come right after the one before them.</summary>
    public long OutOfOrder => Interlocked.Read(ref outOfOrder);

    /// <inheritdoc/>
    public async Task Watch(CancellationToken stop)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stop).ConfigureAwait(false);
        byte[] go = new byte[ImdHeader.Size];
        new ImdHeader(ImdPacketType.Go, 0).Write(go);
        await socket.SendAsync(go.AsMemory(), stop).ConfigureAwait(false);
        int there = 0;
        while (await socket.ReceiveAsync(buffer.AsMemory(there), stop).ConfigureAwait(false) is > 0 and int read)
            there = Take(there + read);
    }

    // Counts the packets that are whole, and moves the rest to the front.
    private int Take(int there)
    {
        int at = 0;
        while (there - at >= ImdHeader.Size)
        {
            ImdHeader header = ImdHeader.Read(buffer.AsSpan(at));
            int size = ImdHeader.Size + BodyOf(header);
            if (there - at < size)
                break;
            Count(header.Type, buffer.AsSpan(at + ImdHeader.Size, size - ImdHeader.Size));
            at += size;
        }

        buffer.AsSpan(at, there - at).CopyTo(buffer);
        return there - at;
    }

    private void Count(ImdPacketType type, ReadOnlySpan<byte> body)
    {
        if (type == ImdPacketType.Coordinates)
            Interlocked.Increment(ref frames);
        if (type != ImdPacketType.Time)
            return;
        long step = MemoryMarshal.Read<long>(body[StepPlace..]);
        if (step != nextStep)
            Interlocked.Increment(ref outOfOrder);
        nextStep = step + 1;
    }

    private static int BodyOf(ImdHeader header) => header.Type switch
    {
        ImdPacketType.SessionInfo => ImdContents.Flags,
        ImdPacketType.Time => 24,
        ImdPacketType.Energies => 40,
        ImdPacketType.Box => 36,
        ImdPacketType.Coordinates or ImdPacketType.Velocities or ImdPacketType.Forces => 12 * header.Value,
        _ => 0,
    };
}

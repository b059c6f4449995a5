using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LatentSim.Engine.Live.Imd;

/// <summary>
/// Asks Linux how much a client on this machine has received and not read, through its socket monitoring interface (sock_diag, RFC 3549 netlink): the question names
/// the client's end of the connection. Of clients elsewhere, and on other systems, nothing is known.
/// </summary>
internal sealed partial class ImdPeer : IDisposable
{
    private const int FamilyNetlink = 16;
    private const int TypeRawClosedOnExec = 3 | 0x80000;
    private const int ProtocolSockDiag = 4;
    private const int DoNotWait = 0x40;
    private const short ByFamily = 20;
    private const short Request = 1;
    private const byte ProtocolTcp = 6;
    private const int HeaderBytes = 16;
    private const int QuestionBytes = HeaderBytes + 56;
    private const int EndsAt = HeaderBytes + 8;
    private const int AddressBytes = 16;
    private const int ReceivedAt = HeaderBytes + 56;

    private readonly SafeFileHandle? kernel;
    private readonly byte[] question = new byte[QuestionBytes];
    private readonly byte[] answer = new byte[512];

    /// <summary>Prepares the question about a connection.</summary>
    /// <param name="socket">This end of it.</param>
    public ImdPeer(Socket socket)
    {
        if (!OperatingSystem.IsLinux() || socket is not { RemoteEndPoint: IPEndPoint client, LocalEndPoint: IPEndPoint server } || !IsHere(client, server))
            return;
        int descriptor = Open(FamilyNetlink, TypeRawClosedOnExec, ProtocolSockDiag);
        if (descriptor < 0)
            return;
        kernel = new SafeFileHandle(descriptor, ownsHandle: true);
        Ask(client, server);
    }

    /// <summary>The bytes that the client has received and not read; false when that is not known.</summary>
    public bool TryUnread(out long bytes)
    {
        bytes = 0;
        if (kernel is not { IsClosed: false } open)
            return false;
        try
        {
            if (Send(open, question, question.Length, DoNotWait) != question.Length || Receive(open, answer, answer.Length, DoNotWait) < ReceivedAt + sizeof(uint))
                return false;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }

        bytes = MemoryMarshal.Read<uint>(answer.AsSpan(ReceivedAt));
        return MemoryMarshal.Read<short>(answer.AsSpan(sizeof(int))) == ByFamily;
    }

    /// <summary>Asks no more.</summary>
    public void Dispose() => kernel?.Dispose();

    private static bool IsHere(IPEndPoint client, IPEndPoint server) => IPAddress.IsLoopback(client.Address) || client.Address.Equals(server.Address);

    private void Ask(IPEndPoint client, IPEndPoint server)
    {
        MemoryMarshal.Write(question, QuestionBytes);
        MemoryMarshal.Write(question.AsSpan(4), ByFamily);
        MemoryMarshal.Write(question.AsSpan(6), Request);
        question[HeaderBytes] = (byte)(client.AddressFamily == AddressFamily.InterNetwork ? 2 : 10);
        question[HeaderBytes + 1] = ProtocolTcp;
        MemoryMarshal.Write(question.AsSpan(HeaderBytes + 4), uint.MaxValue);
        Span<byte> ends = question.AsSpan(EndsAt);
        BinaryPrimitives.WriteUInt16BigEndian(ends, (ushort)client.Port);
        BinaryPrimitives.WriteUInt16BigEndian(ends[2..], (ushort)server.Port);
        client.Address.TryWriteBytes(ends[4..], out _);
        server.Address.TryWriteBytes(ends[(4 + AddressBytes)..], out _);
        ends[(8 + (2 * AddressBytes))..].Fill(byte.MaxValue);
    }

    [LibraryImport("libc", EntryPoint = "socket")]
    private static partial int Open(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "send")]
    private static partial nint Send(SafeFileHandle socket, byte[] bytes, nint count, int flags);

    [LibraryImport("libc", EntryPoint = "recv")]
    private static partial nint Receive(SafeFileHandle socket, byte[] bytes, nint count, int flags);
}

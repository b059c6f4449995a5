using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace LatentSim.Engine.Tests.Live.Imd;

/// <summary>A client of IMD versions 2 and 3, written from the specification of the protocol and from nothing of the server.</summary>
internal sealed class ImdReceiver : IDisposable
{
    public const int Disconnect = 0;
    public const int Energies = 1;
    public const int Coordinates = 2;
    public const int Go = 3;
    public const int Handshake = 4;
    public const int Kill = 5;
    public const int AppliedForces = 6;
    public const int Pause = 7;
    public const int TransmissionRate = 8;
    public const int SessionInfo = 10;
    public const int Resume = 11;
    public const int Time = 12;
    public const int Box = 13;
    public const int Velocities = 14;
    public const int Forces = 15;
    public const int Wait = 16;

    private readonly Socket socket;
    private bool isSwapped;

    private ImdReceiver(Socket socket) => this.socket = socket;

    /// <summary>2 or 3.</summary>
    public int Version { get; private set; }

    /// <summary>The seven flags of session info: time, energies, box, coordinates, wrapped, velocities, forces.</summary>
    public byte[] Flags { get; private set; } = [];

    /// <summary>The connection.</summary>
    public Socket Socket => socket;

    /// <summary>Connects, and does not say go.</summary>
    public static ImdReceiver Connect(IPEndPoint where, int receiveBuffer = 0, int seconds = 60)
    {
        var socket = new Socket(where.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = seconds * 1000, NoDelay = true };
        if (receiveBuffer > 0)
            socket.ReceiveBufferSize = receiveBuffer;
        socket.Connect(where);
        return new ImdReceiver(socket);
    }

    /// <summary>Connects, reads what the server says of itself, and says go.</summary>
    public static ImdReceiver Begin(IPEndPoint where, int receiveBuffer = 0)
    {
        ImdReceiver receiver = Connect(where, receiveBuffer);
        receiver.Meet();
        receiver.Send(Go);
        return receiver;
    }

    /// <summary>Reads what the server says of itself.</summary>
    public void Meet()
    {
        byte[] header = Read(8);
        if (BinaryPrimitives.ReadInt32BigEndian(header) != Handshake)
            throw new InvalidDataException("expected a handshake");
        int version = BitConverter.ToInt32(header, 4);
        isSwapped = version is not (2 or 3);
        Version = isSwapped ? BinaryPrimitives.ReverseEndianness(version) : version;
        if (Version == 3)
        {
            Expect(SessionInfo, 7);
            Flags = Read(7);
        }
    }

    /// <summary>Sends a packet that is a header alone.</summary>
    public void Send(int type, int value = 0)
    {
        byte[] header = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(header, type);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), value);
        socket.Send(header);
    }

    /// <summary>Sends bytes.</summary>
    public void Send(ReadOnlySpan<byte> bytes) => socket.Send(bytes);

    /// <summary>Reads a frame: the packets of session info in their order, or in version 2 energies, where they come, and coordinates.</summary>
    public ReceivedFrame Next() => Version == 3 ? NextOfVersion3() : NextOfVersion2();

    /// <summary>Reads frames while there are some.</summary>
    public IEnumerable<ReceivedFrame> Rest()
    {
        while (!IsClosed())
            yield return Next();
    }

    /// <summary>Whether something can be read within a time.</summary>
    public bool HasData(int milliseconds) => socket.Poll(milliseconds * 1000, SelectMode.SelectRead) && socket.Available > 0;

    /// <summary>Waits until there is data, or the server has closed the connection: true then.</summary>
    public bool IsClosed()
    {
        try
        {
            return socket.Receive(new byte[1], SocketFlags.Peek) == 0;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
        {
            return true;
        }
    }

    /// <summary>Reads whatever comes until the server has closed the connection.</summary>
    public void ReadToEnd()
    {
        byte[] bytes = new byte[4096];
        try
        {
            while (socket.Receive(bytes) > 0)
            {
            }
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
        {
            // That is an end as well.
        }
    }

    /// <summary>Reads bytes.</summary>
    public byte[] Read(int count)
    {
        byte[] bytes = new byte[count];
        for (int read = 0; read < count;)
        {
            int more = socket.Receive(bytes, read, count - read, SocketFlags.None);
            if (more == 0)
                throw new EndOfStreamException($"the server closed the connection after {read} of {count} bytes");
            read += more;
        }

        return bytes;
    }

    public void Dispose() => socket.Dispose();

    private ReceivedFrame NextOfVersion3()
    {
        var frame = new ReceivedFrame();
        if (Flags[0] != 0)
            ReadTime(frame);
        if (Flags[1] != 0)
            ReadEnergies(frame, Header());
        if (Flags[2] != 0)
        {
            Expect(Box, 1);
            frame.Box = ReadFloats(9);
        }

        if (Flags[3] != 0)
            frame.Coordinates = ReadVectors(Coordinates);
        if (Flags[5] != 0)
            frame.Velocities = ReadVectors(Velocities);
        if (Flags[6] != 0)
            frame.Forces = ReadVectors(Forces);
        return frame;
    }

    private ReceivedFrame NextOfVersion2()
    {
        var frame = new ReceivedFrame();
        (int type, int value) = Header();
        if (type == Energies)
        {
            ReadEnergies(frame, (type, value));
            (type, value) = Header();
        }

        if (type != Coordinates)
            throw new InvalidDataException($"expected coordinates, got a packet of type {type}");
        frame.Coordinates = ReadFloats(3 * value);
        return frame;
    }

    private void ReadTime(ReceivedFrame frame)
    {
        Expect(Time, 1);
        byte[] body = Read(24);
        if (isSwapped)
            throw new InvalidDataException("expected the byte order of this machine");
        (frame.Timestep, frame.Time, frame.Step) = (BitConverter.ToDouble(body), BitConverter.ToDouble(body, 8), BitConverter.ToInt64(body, 16));
    }

    private void ReadEnergies(ReceivedFrame frame, (int Type, int Value) header)
    {
        if (header != (Energies, 1))
            throw new InvalidDataException($"expected one energy block, got {header}");
        byte[] body = Read(40);
        frame.EnergyStep = BitConverter.ToInt32(body);
        frame.Energies = MemoryMarshal.Cast<byte, float>(body.AsSpan(4)).ToArray();
    }

    private float[] ReadVectors(int type)
    {
        (int found, int atoms) = Header();
        return found == type ? ReadFloats(3 * atoms) : throw new InvalidDataException($"expected a packet of type {type}, got {found}");
    }

    private float[] ReadFloats(int count) => MemoryMarshal.Cast<byte, float>(Read(count * sizeof(float))).ToArray();

    private void Expect(int type, int value)
    {
        if (Header() is var header && header != (type, value))
            throw new InvalidDataException($"expected {(type, value)}, got {header}");
    }

    private (int Type, int Value) Header()
    {
        byte[] header = Read(8);
        return (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
    }
}

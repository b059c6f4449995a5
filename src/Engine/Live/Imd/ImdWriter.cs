using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace LatentSim.Engine.Live.Imd;

/// <summary>Writes packets one after another into a buffer from the pool: headers in network byte order, bodies in that of this machine.</summary>
internal sealed class ImdWriter : IDisposable
{
    /// <summary>Angstrom in a nm.</summary>
    public const float AngstromPerNanometre = 10;

    private byte[] buffer;

    /// <summary>Makes room for <paramref name="capacity"/> bytes; more is made when it is needed.</summary>
    public ImdWriter(int capacity) => buffer = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>The number of bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => buffer.AsMemory(0, Length);

    /// <summary>Forgets what was written.</summary>
    public void Clear() => Length = 0;

    /// <summary>The first packet of a session. Its version is in this machine's byte order: so a client learns that order.</summary>
    public void Handshake(int version)
    {
        Span<byte> packet = Take(ImdHeader.Size);
        new ImdHeader(ImdPacketType.Handshake, 0).Write(packet);
        MemoryMarshal.Write(packet[sizeof(int)..], version);
    }

    /// <summary>What frames hold.</summary>
    public void SessionInfo(ImdContents contents) => contents.Write(Packet(ImdPacketType.SessionInfo, ImdContents.Flags, ImdContents.Flags));

    /// <summary>When a frame is.</summary>
    /// <param name="timestep">The time of one step, ps.</param>
    /// <param name="time">The time, ps.</param>
    /// <param name="step">The step.</param>
    public void Time(double timestep, double time, long step)
    {
        Span<byte> body = Packet(ImdPacketType.Time, 1, 24);
        MemoryMarshal.Write(body, timestep);
        MemoryMarshal.Write(body[8..], time);
        MemoryMarshal.Write(body[16..], step);
    }

    /// <summary>The energies of a frame; those of single terms, which no source of frames knows, are 0.</summary>
    /// <param name="step">The step; the packet holds no more than 31 bits of it.</param>
    /// <param name="temperature">K.</param>
    /// <param name="total">kJ/mol.</param>
    /// <param name="potential">kJ/mol.</param>
    public void Energies(long step, double temperature, double total, double potential)
    {
        Span<byte> body = Packet(ImdPacketType.Energies, 1, 40);
        body.Clear();
        MemoryMarshal.Write(body, (int)Math.Min(step, int.MaxValue));
        MemoryMarshal.Write(body[4..], (float)temperature);
        MemoryMarshal.Write(body[8..], (float)total);
        MemoryMarshal.Write(body[12..], (float)potential);
    }

    /// <summary>The vectors of the box, [3, 3] in nm.</summary>
    public void Box(ReadOnlySpan<float> nanometres) => Scale(nanometres, AngstromPerNanometre, Packet(ImdPacketType.Box, 1, 9 * sizeof(float)));

    /// <summary>Positions, velocities or forces.</summary>
    /// <param name="type">Which.</param>
    /// <param name="vectors">[atom, 3].</param>
    /// <param name="scale">What makes them the protocol's unit.</param>
    public void Vectors(ImdPacketType type, ReadOnlySpan<float> vectors, float scale) =>
        Scale(vectors, scale, Packet(type, vectors.Length / 3, vectors.Length * sizeof(float)));

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        byte[] rented = buffer;
        buffer = [];
        Clear();
        if (rented.Length > 0)
            ArrayPool<byte>.Shared.Return(rented);
    }

    // Single precision, as other programs scale what they read from a file: the same bits.
    private static void Scale(ReadOnlySpan<float> values, float scale, Span<byte> body)
    {
        Span<float> scaled = MemoryMarshal.Cast<byte, float>(body);
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(values[i..]) * scale).CopyTo(scaled[i..]);
        for (; i < values.Length; i++)
            scaled[i] = values[i] * scale;
    }

    private Span<byte> Packet(ImdPacketType type, int value, int body)
    {
        Span<byte> packet = Take(ImdHeader.Size + body);
        new ImdHeader(type, value).Write(packet);
        return packet[ImdHeader.Size..];
    }

    private Span<byte> Take(int bytes)
    {
        if (buffer.Length - Length < bytes)
            Grow(bytes);
        Length += bytes;
        return buffer.AsSpan(Length - bytes, bytes);
    }

    private void Grow(int bytes)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(Length + bytes), (int)Math.Min(2L * buffer.Length, Array.MaxLength)));
        buffer.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}

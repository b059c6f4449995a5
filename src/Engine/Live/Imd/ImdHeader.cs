using System.Buffers.Binary;

namespace LatentSim.Engine.Live.Imd;

/// <summary>What each packet begins with: two int32 in network byte order.</summary>
/// <param name="Type">The kind of packet; any number, when it comes from a client.</param>
/// <param name="Value">A number of things that follow, or a setting.</param>
internal readonly record struct ImdHeader(ImdPacketType Type, int Value)
{
    /// <summary>Its bytes.</summary>
    public const int Size = 8;

    /// <summary>Reads the first <see cref="Size"/> bytes.</summary>
    public static ImdHeader Read(ReadOnlySpan<byte> bytes) =>
        new((ImdPacketType)BinaryPrimitives.ReadInt32BigEndian(bytes), BinaryPrimitives.ReadInt32BigEndian(bytes[sizeof(int)..]));

    /// <summary>Writes the first <see cref="Size"/> bytes.</summary>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes, (int)Type);
        BinaryPrimitives.WriteInt32BigEndian(bytes[sizeof(int)..], Value);
    }
}

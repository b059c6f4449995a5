using System.Buffers.Binary;

namespace LatentSim.Molecules;

/// <summary>Where the parts of an XTC frame are, told by its header.</summary>
/// <param name="Step">The step, of which the format keeps 32 bits.</param>
/// <param name="HeaderBytes">Bytes before the coordinates.</param>
/// <param name="PayloadBytes">Bytes of coordinates, without padding.</param>
internal readonly record struct XtcFrameBounds(int Step, int HeaderBytes, int PayloadBytes)
{
    /// <summary>The most bytes of a header.</summary>
    internal const int LargestHeader = XtcFormat.HeaderBytes + XtcFormat.CompressedHeaderBytes + sizeof(long);

    /// <summary>The bytes of the whole frame.</summary>
    internal int Bytes => HeaderBytes + ((PayloadBytes + 3) & ~3);

    /// <summary>The most bytes that a frame can have.</summary>
    internal static int LargestFrame(int atoms) => (int)Math.Min(LargestHeader + LargestPayload(atoms) + 3, int.MaxValue - 16);

    /// <summary>Whether a frame of so many atoms begins here, as far as the bytes go: those that are there are its header's.</summary>
    internal static bool MayBegin(ReadOnlySpan<byte> bytes, int atoms)
    {
        if (bytes.Length >= 4 && BinaryPrimitives.ReadInt32BigEndian(bytes) is not (XtcFormat.Magic or XtcFormat.LargeMagic))
            return false;
        return bytes.Length < 8 || BinaryPrimitives.ReadInt32BigEndian(bytes[4..]) == atoms;
    }

    /// <summary>Reads a header; false when these bytes are none of a frame of so many atoms, or not all of one.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> bytes, int atoms, out XtcFrameBounds bounds)
    {
        bounds = default;
        if (bytes.Length < XtcFormat.HeaderBytes || !MayBegin(bytes, atoms) || BinaryPrimitives.ReadInt32BigEndian(bytes[52..]) != atoms)
            return false;

        int step = BinaryPrimitives.ReadInt32BigEndian(bytes[8..]);
        if (atoms <= XtcFormat.LargestPlainSystem)
        {
            bounds = new XtcFrameBounds(step, XtcFormat.HeaderBytes, 12 * atoms);
            return true;
        }

        const int SizeAt = XtcFormat.HeaderBytes + XtcFormat.CompressedHeaderBytes;
        bool isLarge = BinaryPrimitives.ReadInt32BigEndian(bytes) == XtcFormat.LargeMagic;
        int header = SizeAt + (isLarge ? sizeof(long) : sizeof(int));
        if (bytes.Length < header)
            return false;
        long payload = isLarge ? BinaryPrimitives.ReadInt64BigEndian(bytes[SizeAt..]) : BinaryPrimitives.ReadInt32BigEndian(bytes[SizeAt..]);
        bounds = new XtcFrameBounds(step, header, (int)Math.Clamp(payload, 0, int.MaxValue));
        return payload >= 0 && payload <= LargestPayload(atoms) && 4 * payload >= atoms;
    }

    // As the reader has it: an atom takes two bits at the least, and hardly more than three whole numbers.
    private static long LargestPayload(int atoms) => Math.Min((14L * atoms) + 8, int.MaxValue - 16 - LargestHeader);
}

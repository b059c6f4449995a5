using System.Buffers.Binary;

namespace LatentSim.Molecules;

/// <summary>The coordinates of an XTC frame that is in memory as a whole.</summary>
internal static class XtcPayload
{
    /// <summary>Decodes them.</summary>
    /// <param name="frame">The frame's bytes.</param>
    /// <param name="bounds">Its parts.</param>
    /// <param name="decoder">Decodes compressed ones.</param>
    /// <param name="positions">float[3 * atom] to be filled, nm.</param>
    /// <exception cref="FormatException">The bytes are no such frame.</exception>
    internal static void Decode(ReadOnlySpan<byte> frame, XtcFrameBounds bounds, XtcCoordinateDecoder decoder, Span<float> positions)
    {
        ReadOnlySpan<byte> payload = frame.Slice(bounds.HeaderBytes, bounds.PayloadBytes);
        if (bounds.HeaderBytes > XtcFormat.HeaderBytes)
        {
            decoder.Decode(frame.Slice(XtcFormat.HeaderBytes, XtcFormat.CompressedHeaderBytes), payload, positions);
            return;
        }

        for (int i = 0; i < positions.Length; i++)
            positions[i] = BinaryPrimitives.ReadSingleBigEndian(payload[(4 * i)..]);
    }
}

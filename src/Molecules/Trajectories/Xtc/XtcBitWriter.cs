using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LatentSim.Molecules;

/// <summary>Packs numbers of any number of bits, the most significant bit first. Whole bytes are written as soon as there are some, always eight at a time, so
/// that nothing branches on how many bits are pending.</summary>
internal ref struct XtcBitWriter
{
    // Seven bits may be pending, and a shift by 64 would be one by 0.
    private const int MostAtOnce = 56;

    private readonly ref byte _start;
    private ulong _pending;
    private int _pendingBits;
    private nint _bytes;

    /// <param name="destination">Must have room for what is written and eight bytes more: it is not checked again.</param>
    internal XtcBitWriter(Span<byte> destination) => _start = ref MemoryMarshal.GetReference(destination);

    private XtcBitWriter(ref byte start) => _start = ref start;

    /// <summary>Appends the low <paramref name="bits"/> bits (1 to 64) of <paramref name="value"/>; those above must be zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Put(ulong value, int bits)
    {
        if (bits > MostAtOnce)
        {
            PutAtOnce(value >> 32, bits - 32);
            (value, bits) = ((uint)value, 32);
        }

        PutAtOnce(value, bits);
    }

    /// <summary>Appends three numbers below their sizes as one mixed-radix number of <paramref name="bits"/> bits, its bytes from the least significant on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void PutTriple(uint x, uint y, uint z, uint sizeY, uint sizeZ, int bits)
    {
        if (bits <= MostAtOnce)
            PutAtOnce(Reversed((((ulong)x * sizeY) + y) * sizeZ + z, bits), bits);
        else
            (_pending, _pendingBits, _bytes) = PutLong(ref _start, _pending, _pendingBits, _bytes, (((UInt128)x * sizeY) + y) * sizeZ + z, bits);
    }

    /// <summary>How many bytes there are, the last of them filled up with zeros.</summary>
    internal readonly int Finish() => (int)_bytes + (_pendingBits > 0 ? 1 : 0);

    // Whole bytes from the least significant on, and then what is left of the most significant one.
    private static ulong Reversed(ulong value, int bits)
    {
        var rest = bits & ~7;
        var whole = BinaryPrimitives.ReverseEndianness(value) >> (64 - rest) & ((1UL << rest) - 1);
        return (whole << (bits & 7)) | (value >> rest);
    }

    // Takes and gives values, so that the writer itself can stay in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (ulong Pending, int PendingBits, nint Bytes) PutLong(ref byte start, ulong pending, int pendingBits, nint bytes, UInt128 value, int bits)
    {
        var writer = new XtcBitWriter(ref start) { _pending = pending, _pendingBits = pendingBits, _bytes = bytes };
        if (bits < 64)
        {
            writer.Put(Reversed((ulong)value, bits), bits);
            return (writer._pending, writer._pendingBits, writer._bytes);
        }

        writer.Put(BinaryPrimitives.ReverseEndianness((ulong)value), 64);
        if (bits > 64)
            writer.Put((ulong)(value >> 64), bits - 64);
        return (writer._pending, writer._pendingBits, writer._bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PutAtOnce(ulong value, int bits)
    {
        _pendingBits += bits;
        _pending |= value << (64 - _pendingBits);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref _start, _bytes), BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(_pending) : _pending);
        _bytes += _pendingBits >> 3;
        _pending <<= _pendingBits & ~7;
        _pendingBits &= 7;
    }
}

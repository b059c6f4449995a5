using System.Buffers.Binary;

namespace LatentSim.Molecules;

/// <summary>Unpacks numbers of any number of bits, the most significant bit first.</summary>
internal ref struct XtcBitReader(ReadOnlySpan<byte> source)
{
    private readonly ReadOnlySpan<byte> _source = source;
    private long _bit;

    /// <summary>Takes the next <paramref name="bits"/> bits (1 to 64).</summary>
    /// <exception cref="FormatException">There are not as many.</exception>
    internal ulong Take(int bits)
    {
        if (_bit + bits > 8L * _source.Length)
            throw new FormatException("the compressed coordinates end too early");
        if (bits > 57)
            return (Take(32) << (bits - 32)) | Take(bits - 32);
        var value = Load((int)(_bit >> 3)) << (int)(_bit & 7) >> (64 - bits);
        _bit += bits;
        return value;
    }

    /// <summary>Takes three numbers that were packed as one mixed-radix number of <paramref name="bits"/> bits.</summary>
    internal (uint X, uint Y, uint Z) TakeTriple(uint sizeY, uint sizeZ, int bits)
    {
        if (bits > 64)
        {
            var wide = TakeWide(bits);
            var (upper, wideZ) = UInt128.DivRem(wide, sizeZ);
            var (wideX, wideY) = UInt128.DivRem(upper, sizeY);
            return ((uint)wideX, (uint)wideY, (uint)wideZ);
        }

        var (xy, z) = Math.DivRem(TakeReversed(bits), sizeZ);
        var (x, y) = Math.DivRem(xy, sizeY);
        return ((uint)x, (uint)y, (uint)z);
    }

    private ulong TakeReversed(int bits)
    {
        var value = Take(bits);
        var wholeBits = bits & ~7;
        if (wholeBits == 0)
            return value;
        var restBits = bits - wholeBits;
        var whole = BinaryPrimitives.ReverseEndianness(value >> restBits << (64 - wholeBits));
        return restBits == 0 ? whole : whole | ((value & ((1UL << restBits) - 1)) << wholeBits);
    }

    private UInt128 TakeWide(int bits)
    {
        var low = BinaryPrimitives.ReverseEndianness(Take(64));
        return ((UInt128)Take(bits - 64) << 64) | low;
    }

    private readonly ulong Load(int offset)
    {
        if (_source.Length - offset >= 8)
            return BinaryPrimitives.ReadUInt64BigEndian(_source[offset..]);
        Span<byte> padded = stackalloc byte[8];
        padded.Clear();
        _source[offset..].CopyTo(padded);
        return BinaryPrimitives.ReadUInt64BigEndian(padded);
    }
}

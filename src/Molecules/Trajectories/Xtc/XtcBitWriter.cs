using System.Buffers.Binary;

namespace LatentSim.Molecules;

/// <summary>Packs numbers of any number of bits, the most significant bit first.</summary>
internal ref struct XtcBitWriter
{
    private readonly Span<byte> _destination;
    private ulong _pending;
    private int _free = 64;
    private int _bytes;

    /// <param name="destination">Must have room for what is written and seven bytes more.</param>
    internal XtcBitWriter(Span<byte> destination) => _destination = destination;

    /// <summary>Appends the low <paramref name="bits"/> bits (1 to 64) of <paramref name="value"/>; those above must be zero.</summary>
    internal void Put(ulong value, int bits)
    {
        if (bits < _free)
        {
            _free -= bits;
            _pending |= value << _free;
            return;
        }

        var left = bits - _free;
        BinaryPrimitives.WriteUInt64BigEndian(_destination[_bytes..], _pending | (value >> left));
        _bytes += 8;
        _free = 64 - left;
        _pending = left == 0 ? 0 : value << _free;
    }

    /// <summary>Appends three numbers below their sizes as one mixed-radix number of <paramref name="bits"/> bits, its bytes from the least significant on.</summary>
    internal void PutTriple(uint x, uint y, uint z, uint sizeY, uint sizeZ, int bits)
    {
        if (bits > 64)
        {
            PutWide((((UInt128)x * sizeY) + y) * sizeZ + z, bits);
            return;
        }

        PutReversed((((ulong)x * sizeY) + y) * sizeZ + z, bits);
    }

    /// <summary>Fills up the last byte and returns how many bytes there are.</summary>
    internal int Finish()
    {
        var rest = (64 - _free + 7) / 8;
        BinaryPrimitives.WriteUInt64BigEndian(_destination[_bytes..], _pending);
        return _bytes + rest;
    }

    private void PutReversed(ulong value, int bits)
    {
        var wholeBits = bits & ~7;
        if (wholeBits == 0)
        {
            Put(value, bits);
            return;
        }

        var whole = BinaryPrimitives.ReverseEndianness(value) >> (64 - wholeBits);
        var restBits = bits - wholeBits;
        Put(restBits == 0 ? whole : (whole << restBits) | (value >> wholeBits), bits);
    }

    private void PutWide(UInt128 value, int bits)
    {
        Put(BinaryPrimitives.ReverseEndianness((ulong)value), 64);
        Put((ulong)(value >> 64), bits - 64);
    }
}

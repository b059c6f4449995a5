using System.Buffers.Binary;
using System.Numerics;

namespace LatentSim.Molecules;

/// <summary>Undoes <see cref="XtcCoordinateEncoder"/>.</summary>
internal sealed class XtcCoordinateDecoder
{
    private readonly int[] _minimum = new int[3];
    private readonly uint[] _size = new uint[3];
    private readonly int[] _bits = new int[3];
    private int _sharedBits;
    private float _cell;

    /// <summary>Decodes a frame.</summary>
    /// <param name="header">The <see cref="XtcFormat.CompressedHeaderBytes"/> bytes from the precision on.</param>
    /// <param name="payload">The compressed coordinates.</param>
    /// <param name="positions">float[3 * atom] to be filled, nm.</param>
    /// <exception cref="FormatException">The bytes are no such frame.</exception>
    internal void Decode(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, Span<float> positions)
    {
        ReadHeader(header);
        DecodeAtoms(new XtcBitReader(payload), XtcSmallSize.At(BinaryPrimitives.ReadInt32BigEndian(header[28..])), positions);
    }

    private void ReadHeader(ReadOnlySpan<byte> header)
    {
        var precision = BinaryPrimitives.ReadSingleBigEndian(header);
        if (!(precision > 0 && float.IsFinite(precision)))
            throw new FormatException($"the precision is {precision}, expected a positive number");
        _cell = (float)(1.0 / precision);
        for (var axis = 0; axis < 3; axis++)
        {
            var minimum = BinaryPrimitives.ReadInt32BigEndian(header[(4 + 4 * axis)..]);
            var maximum = BinaryPrimitives.ReadInt32BigEndian(header[(16 + 4 * axis)..]);
            if (maximum < minimum || (long)maximum - minimum >= int.MaxValue)
                throw new FormatException($"coordinates of axis {axis} range from {minimum} to {maximum}");
            _minimum[axis] = minimum;
            _size[axis] = (uint)(maximum - minimum) + 1;
            _bits[axis] = 32 - BitOperations.LeadingZeroCount(_size[axis]);
        }

        var shared = Math.Max(_size[0], Math.Max(_size[1], _size[2])) <= XtcFormat.LargestSharedSize;
        _sharedBits = shared ? 128 - (int)UInt128.LeadingZeroCount((UInt128)_size[0] * _size[1] * _size[2]) : 0;
    }

    private void DecodeAtoms(XtcBitReader bits, XtcSmallSize small, Span<float> positions)
    {
        var run = 0;
        var at = 0;
        while (at < positions.Length)
        {
            var whole = TakeWholeAtom(ref bits);
            var change = 0;
            if (bits.Take(1) == 1)
            {
                var code = (int)bits.Take(5);
                change = code % 3 - 1;
                run = code / 3;
            }

            if (at + 3 * (run + 1) > positions.Length)
                throw new FormatException("a run of small differences goes on beyond the last atom");
            at = run == 0 ? Put(positions, at, whole.X, whole.Y, whole.Z) : DecodeRun(ref bits, run, small, whole, positions, at);
            if (change != 0)
                small = XtcSmallSize.At(small.Index + change);
        }
    }

    private (int X, int Y, int Z) TakeWholeAtom(ref XtcBitReader bits)
    {
        if (_sharedBits > 0)
        {
            var (x, y, z) = bits.TakeTriple(_size[1], _size[2], _sharedBits);
            return ((int)x + _minimum[0], (int)y + _minimum[1], (int)z + _minimum[2]);
        }

        var first = (int)bits.Take(_bits[0]) + _minimum[0];
        var second = (int)bits.Take(_bits[1]) + _minimum[1];
        var third = (int)bits.Take(_bits[2]) + _minimum[2];
        return (first, second, third);
    }

    // The first atom of the run stands before the whole one, and the next difference is to it.
    private int DecodeRun(ref XtcBitReader bits, int run, XtcSmallSize small, (int X, int Y, int Z) whole, Span<float> positions, int at)
    {
        var size = (uint)small.Size;
        var (x, y, z) = whole;
        for (var k = 0; k < run; k++)
        {
            var (dx, dy, dz) = bits.TakeTriple(size, size, small.Index);
            x += (int)dx - small.Half;
            y += (int)dy - small.Half;
            z += (int)dz - small.Half;
            at = Put(positions, at, x, y, z);
            if (k == 0)
                at = Put(positions, at, whole.X, whole.Y, whole.Z);
        }

        return at;
    }

    private int Put(Span<float> positions, int at, int x, int y, int z)
    {
        positions[at] = x * _cell;
        positions[at + 1] = y * _cell;
        positions[at + 2] = z * _cell;
        return at + 3;
    }
}

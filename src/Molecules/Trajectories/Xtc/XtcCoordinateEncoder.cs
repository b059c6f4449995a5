using System.Buffers.Binary;

namespace LatentSim.Molecules;

/// <summary>Compresses the coordinates of a frame as XTC has them: rounded to a grid; each atom either as its cell in the frame's bounding box
/// or, in runs, as a small difference to the atom before it. The first atom of a run trades places with the atom before it, because an oxygen is nearer to
/// both hydrogens of a water than they are to each other.</summary>
internal sealed class XtcCoordinateEncoder
{
    // The format's readers hold differences of coordinates in 32-bit integers.
    private const float LargestCoordinate = int.MaxValue - 2;

    // Two atoms of a run are written as at most this many numbers of three coordinates.
    private readonly int[] _run = new int[3 * XtcFormat.LongestRun];
    private readonly int[] _cells;
    private readonly float _precision;
    private readonly int[] _minimum = new int[3];
    private readonly int[] _maximum = new int[3];
    private readonly uint[] _size = new uint[3];
    private readonly int[] _bits = new int[3];
    private int _sharedBits;

    internal XtcCoordinateEncoder(int atomCount, float precision)
    {
        _cells = new int[3 * atomCount];
        _precision = precision;
    }

    /// <summary>The most bytes that a frame of <paramref name="atomCount"/> atoms can take: 3 x 32 bits and 6 bits of flags an atom, and the header.</summary>
    internal static int MaximumBytes(int atomCount) => checked(13 * atomCount + XtcFormat.CompressedHeaderBytes + 32);

    /// <summary>Writes the coordinates from the precision on, padded to four bytes; returns the bytes written.</summary>
    /// <param name="positions">float[3 * atom], nm.</param>
    /// <param name="destination">At least <see cref="MaximumBytes"/> bytes.</param>
    /// <exception cref="ArgumentException">A coordinate is not finite, or too large for the precision.</exception>
    internal int Encode(ReadOnlySpan<float> positions, Span<byte> destination)
    {
        Round(positions);
        FindRange();
        var small = new XtcSmallSize(FirstSmallIndex());
        WriteHeader(destination, small.Index);
        var payload = destination[(XtcFormat.CompressedHeaderBytes + 4)..];
        var bytes = EncodeAtoms(payload, small);
        BinaryPrimitives.WriteInt32BigEndian(destination[XtcFormat.CompressedHeaderBytes..], bytes);
        var padding = -bytes & 3;
        payload.Slice(bytes, padding).Clear();
        return XtcFormat.CompressedHeaderBytes + 4 + bytes + padding;
    }

    private void Round(ReadOnlySpan<float> positions)
    {
        for (var i = 0; i < positions.Length; i++)
        {
            var scaled = positions[i] * _precision;
            if (!(MathF.Abs(scaled) < LargestCoordinate))
                throw new ArgumentException($"Coordinate {i % 3} of atom {i / 3} is {positions[i]} nm, which XTC with precision {_precision} cannot hold.", nameof(positions));
            _cells[i] = (int)(scaled >= 0 ? scaled + 0.5f : scaled - 0.5f);
        }
    }

    private void FindRange()
    {
        for (var axis = 0; axis < 3; axis++)
        {
            var minimum = int.MaxValue;
            var maximum = int.MinValue;
            for (var i = axis; i < _cells.Length; i += 3)
            {
                minimum = Math.Min(minimum, _cells[i]);
                maximum = Math.Max(maximum, _cells[i]);
            }

            if ((long)maximum - minimum >= LargestCoordinate)
                throw new ArgumentException($"The atoms lie {(maximum - (double)minimum) / _precision} nm apart, too far for XTC with precision {_precision}.");
            (_minimum[axis], _maximum[axis]) = (minimum, maximum);
            _size[axis] = (uint)(maximum - minimum) + 1;
            _bits[axis] = BitLength(_size[axis]);
        }

        var shared = Math.Max(_size[0], Math.Max(_size[1], _size[2])) <= XtcFormat.LargestSharedSize;
        _sharedBits = shared ? BitLength((UInt128)_size[0] * _size[1] * _size[2]) : 0;
    }

    private static int BitLength(UInt128 value) => 128 - (int)UInt128.LeadingZeroCount(value);

    private int FirstSmallIndex()
    {
        var nearest = long.MaxValue;
        for (var i = 3; i < _cells.Length; i += 3)
        {
            var distance = Math.Abs((long)_cells[i] - _cells[i - 3]) + Math.Abs((long)_cells[i + 1] - _cells[i - 2]) + Math.Abs((long)_cells[i + 2] - _cells[i - 1]);
            nearest = Math.Min(nearest, distance);
        }

        var index = XtcFormat.FirstIndex;
        while (index < XtcFormat.LastIndex && XtcFormat.SmallSizes[index] < nearest)
            index++;
        return index;
    }

    private void WriteHeader(Span<byte> destination, int smallIndex)
    {
        BinaryPrimitives.WriteSingleBigEndian(destination, _precision);
        for (var axis = 0; axis < 3; axis++)
        {
            BinaryPrimitives.WriteInt32BigEndian(destination[(4 + 4 * axis)..], _minimum[axis]);
            BinaryPrimitives.WriteInt32BigEndian(destination[(16 + 4 * axis)..], _maximum[axis]);
        }

        BinaryPrimitives.WriteInt32BigEndian(destination[28..], smallIndex);
    }

    private int EncodeAtoms(Span<byte> payload, XtcSmallSize small)
    {
        var bits = new XtcBitWriter(payload);
        var highest = Math.Min(XtcFormat.LastIndex, small.Index + 8);
        var lowest = highest - 8;
        var reach = XtcFormat.SmallSizes[highest] / 2;
        var lastRun = -1;
        var atom = 0;
        while (atom < _cells.Length)
        {
            var change = ProposedChange(atom, small.Index, lowest, highest, reach);
            var startsRun = atom + 3 < _cells.Length && IsNear(atom, atom + 3, small.Half);
            if (startsRun)
                SwapWithNext(atom);
            PutWholeAtom(ref bits, atom);
            atom += 3;
            if (!startsRun && change < 0)
                change = 0;
            var run = startsRun ? CollectRun(ref atom, small, ref change) : 0;
            PutRun(ref bits, run, change, ref lastRun, small);
            if (change != 0)
                small = new XtcSmallSize(small.Index + change);
        }

        return bits.Finish();
    }

    private int ProposedChange(int atom, int index, int lowest, int highest, int reach)
    {
        if (index < highest && atom > 0 && IsNear(atom, atom - 3, reach))
            return 1;
        return index > lowest ? -1 : 0;
    }

    private bool IsNear(int first, int second, int reach) =>
        Math.Abs(_cells[first] - _cells[second]) < reach
        && Math.Abs(_cells[first + 1] - _cells[second + 1]) < reach
        && Math.Abs(_cells[first + 2] - _cells[second + 2]) < reach;

    private void SwapWithNext(int atom)
    {
        for (var i = atom; i < atom + 3; i++)
            (_cells[i], _cells[i + 3]) = (_cells[i + 3], _cells[i]);
    }

    private void PutWholeAtom(ref XtcBitWriter bits, int atom)
    {
        var x = (uint)(_cells[atom] - _minimum[0]);
        var y = (uint)(_cells[atom + 1] - _minimum[1]);
        var z = (uint)(_cells[atom + 2] - _minimum[2]);
        if (_sharedBits > 0)
        {
            bits.PutTriple(x, y, z, _size[1], _size[2], _sharedBits);
            return;
        }

        bits.Put(x, _bits[0]);
        bits.Put(y, _bits[1]);
        bits.Put(z, _bits[2]);
    }

    // A smaller size is not proposed any longer once a difference of this run would not fit it.
    private int CollectRun(ref int atom, XtcSmallSize small, ref int change)
    {
        var count = 0;
        do
        {
            var square = 0L;
            for (var axis = 0; axis < 3; axis++)
            {
                var difference = _cells[atom + axis] - _cells[atom + axis - 3];
                square += (long)difference * difference;
                _run[count++] = difference + small.Half;
            }

            if (change < 0 && square >= (long)small.HalfBelow * small.HalfBelow)
                change = 0;
            atom += 3;
        }
        while (count < _run.Length && atom < _cells.Length && IsNear(atom, atom - 3, small.Half));
        return count;
    }

    private void PutRun(ref XtcBitWriter bits, int run, int change, ref int lastRun, XtcSmallSize small)
    {
        if (run == lastRun && change == 0)
        {
            bits.Put(0, 1);
        }
        else
        {
            lastRun = run;
            bits.Put(32UL | (uint)(run + change + 1), 6);
        }

        var size = (uint)small.Size;
        for (var k = 0; k < run; k += 3)
            bits.PutTriple((uint)_run[k], (uint)_run[k + 1], (uint)_run[k + 2], size, size, small.Index);
    }
}

using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace LatentSim.Molecules;

/// <summary>Compresses the coordinates of a frame as XTC has them: rounded to a grid; each atom either as its cell in the frame's bounding box
/// or, in runs, as a small difference to the atom before it. The first atom of a run trades places with the atom before it, because an oxygen is nearer to
/// both hydrogens of a water than they are to each other.</summary>
internal sealed class XtcCoordinateEncoder
{
    private readonly XtcCell[] _run = new XtcCell[XtcFormat.LongestRun];
    private readonly XtcGrid _grid;
    private readonly int[] _bits = new int[3];
    private readonly uint[] _size = new uint[3];
    private int _sharedBits;

    internal XtcCoordinateEncoder(int atomCount, float precision) => _grid = new XtcGrid(atomCount, precision);

    /// <summary>The most bytes that a frame of <paramref name="atomCount"/> atoms can take: 3 x 32 bits and 6 bits of flags an atom, and the header.</summary>
    internal static int MaximumBytes(int atomCount) => checked(13 * atomCount + XtcFormat.CompressedHeaderBytes + 32);

    /// <summary>Writes the coordinates from the precision on, padded to four bytes; returns the bytes written.</summary>
    /// <param name="positions">float[3 * atom], nm.</param>
    /// <param name="destination">At least <see cref="MaximumBytes"/> bytes.</param>
    /// <exception cref="ArgumentException">A coordinate is not finite, or too large for the precision.</exception>
    internal int Encode(ReadOnlySpan<float> positions, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, MaximumBytes(positions.Length / 3), nameof(destination));
        _grid.Place(positions);
        CountBits();
        var smallIndex = FirstSmallIndex();
        WriteHeader(destination, smallIndex);
        var payload = destination[(XtcFormat.CompressedHeaderBytes + 4)..];
        var bytes = EncodeAtoms(payload, smallIndex);
        BinaryPrimitives.WriteInt32BigEndian(destination[XtcFormat.CompressedHeaderBytes..], bytes);
        var padding = -bytes & 3;
        payload.Slice(bytes, padding).Clear();
        return XtcFormat.CompressedHeaderBytes + 4 + bytes + padding;
    }

    private void CountBits()
    {
        for (var axis = 0; axis < 3; axis++)
        {
            _size[axis] = (uint)(_grid.Maximum[axis] - _grid.Minimum[axis]) + 1;
            _bits[axis] = 32 - BitOperations.LeadingZeroCount(_size[axis]);
        }

        var shared = Math.Max(_size[0], Math.Max(_size[1], _size[2])) <= XtcFormat.LargestSharedSize;
        _sharedBits = shared ? BitsOfProduct() : 0;
    }

    private int BitsOfProduct()
    {
        var high = Math.BigMul((ulong)_size[0] * _size[1], _size[2], out var low);
        return 128 - (high == 0 ? 64 + BitOperations.LeadingZeroCount(low) : BitOperations.LeadingZeroCount(high));
    }

    private int FirstSmallIndex()
    {
        var nearest = _grid.LeastStep();
        // Sizes double every three.
        var index = Math.Clamp(3 * BitOperations.Log2((ulong)nearest) - 1, XtcFormat.FirstIndex, XtcFormat.LastIndex);
        while (index < XtcFormat.LastIndex && XtcFormat.SmallSizes[index] < nearest)
            index++;
        return index;
    }

    private void WriteHeader(Span<byte> destination, int smallIndex)
    {
        BinaryPrimitives.WriteSingleBigEndian(destination, _grid.Precision);
        for (var axis = 0; axis < 3; axis++)
        {
            BinaryPrimitives.WriteInt32BigEndian(destination[(4 + 4 * axis)..], _grid.Minimum[axis]);
            BinaryPrimitives.WriteInt32BigEndian(destination[(16 + 4 * axis)..], _grid.Maximum[axis]);
        }

        BinaryPrimitives.WriteInt32BigEndian(destination[28..], smallIndex);
    }

    // What comes next cannot be foreseen from atom to atom, so that this computes with ones and zeros where it can and branches where it must.
    private int EncodeAtoms(Span<byte> payload, int smallIndex)
    {
        var bits = new XtcBitWriter(payload);
        var highest = Math.Min(XtcFormat.LastIndex, smallIndex + 8);
        var lowest = highest - 8;
        var reach = XtcFormat.SmallSizes[highest] / 2;
        var small = XtcSmallSize.At(smallIndex);
        var cells = _grid.Cells;
        var before = cells[0];
        var lastRun = -1;
        var atom = 0;
        while (atom < cells.Length)
        {
            var grows = (atom > 0 ? 1 : 0) & (small.Index < highest ? 1 : 0) & XtcCell.AreNear(cells[atom], before, reach);
            var shrinks = (small.Index > lowest ? 1 : 0) & ~grows;
            var run = 0;
            if (atom + 1 == cells.Length || XtcCell.AreNear(cells[atom], cells[atom + 1], small.Half) == 0)
            {
                before = cells[atom];
                PutWholeAtom(ref bits, before);
                shrinks = 0;
            }
            else
            {
                PutWholeAtom(ref bits, cells[atom + 1]);
                (run, before, shrinks) = CollectRun(cells, atom, small, shrinks);
            }

            var change = grows - shrinks;
            PutFlags(ref bits, run, change, lastRun);
            for (var i = 0; i < run; i++)
                bits.PutTriple((uint)_run[i].X, (uint)_run[i].Y, (uint)_run[i].Z, (uint)small.Size, (uint)small.Size, small.Index);
            lastRun = run;
            atom += run + 1;
            small = XtcSmallSize.At(small.Index + change);
        }

        return bits.Finish();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PutWholeAtom(ref XtcBitWriter bits, XtcCell cell)
    {
        var x = (uint)(cell.X - _grid.Minimum[0]);
        var y = (uint)(cell.Y - _grid.Minimum[1]);
        var z = (uint)(cell.Z - _grid.Minimum[2]);
        if (_sharedBits > 0)
        {
            bits.PutTriple(x, y, z, _size[1], _size[2], _sharedBits);
            return;
        }

        bits.Put(x, _bits[0]);
        bits.Put(y, _bits[1]);
        bits.Put(z, _bits[2]);
    }

    // The atom at the beginning trades places with the one after it, which is written as a whole. Sizes do not shrink once a difference of this run would not
    // fit the smaller one.
    private (int Run, XtcCell Last, int Shrinks) CollectRun(ReadOnlySpan<XtcCell> cells, int atom, XtcSmallSize small, int shrinks)
    {
        var largest = (long)small.HalfBelow * small.HalfBelow;
        var run = 0;
        var (before, next) = (cells[atom + 1], cells[atom]);
        do
        {
            var (x, y, z) = (next.X - before.X, next.Y - before.Y, next.Z - before.Z);
            shrinks &= (long)x * x + (long)y * y + (long)z * z < largest ? 1 : 0;
            _run[run++] = new XtcCell(x + small.Half, y + small.Half, z + small.Half);
            before = next;
            if (run == XtcFormat.LongestRun || atom + run + 1 >= cells.Length)
                break;
            next = cells[atom + run + 1];
        }
        while (XtcCell.AreNear(next, before, small.Half) != 0);
        return (run, before, shrinks);
    }

    // A bit that says whether the length of the run or the size of small differences changes, and if so five that tell them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PutFlags(ref XtcBitWriter bits, int run, int change, int lastRun)
    {
        var difference = (run ^ lastRun) | change;
        var differs = (difference | -difference) >> 31;
        bits.Put((uint)(differs & (32 | (3 * run + change + 1))), 1 + (differs & 5));
    }
}

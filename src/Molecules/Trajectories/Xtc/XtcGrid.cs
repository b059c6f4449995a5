using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LatentSim.Molecules;

/// <summary>A frame's atoms on the grid of an XTC file, and the box around them.</summary>
internal sealed class XtcGrid(int atomCount, float precision)
{
    // The format's readers hold differences of coordinates in 32-bit integers.
    private const float LargestCoordinate = int.MaxValue - 2;

    // Of three vectors after each other, every element belongs to the same axis all along the atoms.
    private const int Period = 3;

    private readonly int[] _cells = new int[3 * atomCount];

    /// <summary>Cells per nm.</summary>
    internal float Precision => precision;

    /// <summary>The atoms, in their order.</summary>
    internal ReadOnlySpan<XtcCell> Cells => MemoryMarshal.Cast<int, XtcCell>(_cells);

    /// <summary>The least coordinate of each axis.</summary>
    internal int[] Minimum { get; } = new int[3];

    /// <summary>The greatest coordinate of each axis.</summary>
    internal int[] Maximum { get; } = new int[3];

    /// <summary>Rounds positions in nm to the grid.</summary>
    /// <exception cref="ArgumentException">A coordinate is not finite, too large for the precision, or too far from another.</exception>
    internal void Place(ReadOnlySpan<float> positions)
    {
        Minimum.AsSpan().Fill(int.MaxValue);
        Maximum.AsSpan().Fill(int.MinValue);
        for (var i = PlaceVectors(positions); i < positions.Length; i++)
        {
            _cells[i] = Round(positions, i);
            Minimum[i % 3] = Math.Min(Minimum[i % 3], _cells[i]);
            Maximum[i % 3] = Math.Max(Maximum[i % 3], _cells[i]);
        }

        for (var axis = 0; axis < 3; axis++)
        {
            if ((long)Maximum[axis] - Minimum[axis] >= LargestCoordinate)
                throw new ArgumentException($"The atoms lie {(Maximum[axis] - (double)Minimum[axis]) / precision} nm apart, too far for XTC with precision {precision}.");
        }
    }

    /// <summary>The least distance from an atom to the next, coordinate by coordinate added up; very large when there is one atom only.</summary>
    internal long LeastStep()
    {
        var nearest = long.MaxValue;
        var cells = Cells;
        for (var i = 1; i < cells.Length; i++)
            nearest = Math.Min(nearest, Step(cells[i - 1], cells[i]));
        return nearest;
    }

    private static long Step(XtcCell a, XtcCell b) => Magnitude((long)a.X - b.X) + Magnitude((long)a.Y - b.Y) + Magnitude((long)a.Z - b.Z);

    // Without a branch, which would go either way.
    private static long Magnitude(long value) => (value ^ (value >> 63)) - (value >> 63);

    // As many coordinates as fill the vectors of whole periods; returns how many those are.
    private int PlaceVectors(ReadOnlySpan<float> positions)
    {
        var width = Vector128<float>.Count;
        var placed = positions.Length - positions.Length % (Period * width);
        if (placed == 0)
            return 0;
        var (minimum0, minimum1, minimum2) = (Vector128.Create(int.MaxValue), Vector128.Create(int.MaxValue), Vector128.Create(int.MaxValue));
        var (maximum0, maximum1, maximum2) = (Vector128.Create(int.MinValue), Vector128.Create(int.MinValue), Vector128.Create(int.MinValue));
        for (var i = 0; i < placed; i += Period * width)
        {
            var (first, second, third) = (Round(positions, i, width), Round(positions, i + width, width), Round(positions, i + 2 * width, width));
            first.CopyTo(_cells, i);
            second.CopyTo(_cells, i + width);
            third.CopyTo(_cells, i + 2 * width);
            (minimum0, minimum1, minimum2) = (Vector128.Min(minimum0, first), Vector128.Min(minimum1, second), Vector128.Min(minimum2, third));
            (maximum0, maximum1, maximum2) = (Vector128.Max(maximum0, first), Vector128.Max(maximum1, second), Vector128.Max(maximum2, third));
        }

        Collect([minimum0, minimum1, minimum2], [maximum0, maximum1, maximum2]);
        return placed;
    }

    private void Collect(ReadOnlySpan<Vector128<int>> least, ReadOnlySpan<Vector128<int>> greatest)
    {
        var minimum = MemoryMarshal.Cast<Vector128<int>, int>(least);
        var maximum = MemoryMarshal.Cast<Vector128<int>, int>(greatest);
        for (var i = 0; i < minimum.Length; i++)
        {
            Minimum[i % 3] = Math.Min(Minimum[i % 3], minimum[i]);
            Maximum[i % 3] = Math.Max(Maximum[i % 3], maximum[i]);
        }
    }

    private Vector128<int> Round(ReadOnlySpan<float> positions, int start, int width)
    {
        var scaled = Vector128.Create(positions.Slice(start, width)) * precision;
        if (!Vector128.LessThanAll(Vector128.Abs(scaled), Vector128.Create(LargestCoordinate)))
        {
            for (var i = start; i < start + width; i++)
                Round(positions, i);
        }

        return Vector128.ConvertToInt32Native(scaled + Vector128.CopySign(Vector128.Create(0.5f), scaled));
    }

    private int Round(ReadOnlySpan<float> positions, int i)
    {
        var scaled = positions[i] * precision;
        return MathF.Abs(scaled) < LargestCoordinate
            ? (int)(scaled + MathF.CopySign(0.5f, scaled))
            : throw new ArgumentException($"Coordinate {i % 3} of atom {i / 3} is {positions[i]} nm, which XTC with precision {precision} cannot hold.", nameof(positions));
    }
}

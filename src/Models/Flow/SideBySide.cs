using System.Runtime.InteropServices;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Models.Flow;

/// <summary>Brings up to eight rows side by side, float[value, row], and back.</summary>
internal static class SideBySide
{
    private const int Lanes = FrameLanes.Count;
    private static readonly int[] Columns = [.. Enumerable.Range(0, Lanes).Select(column => column * Lanes)];

    /// <summary>Fills <paramref name="lanes"/>, [value, lane], with rows; lanes beyond the rows are the last row again.</summary>
    /// <param name="rows">One row to eight, [row, value].</param>
    /// <param name="length">The values of a row.</param>
    /// <param name="lanes">As many values times eight.</param>
    public static void Gather(ReadOnlySpan<float> rows, int length, Span<float> lanes)
    {
        int last = (rows.Length / length) - 1;
        Span<int> places = stackalloc int[Lanes];
        for (int lane = 0; lane < Lanes; lane++)
            places[lane] = Math.Min(lane, last) * length;

        int whole = length / Lanes;
        if (whole > 0)
            LaneTransposition.Load(ref MemoryMarshal.GetReference(rows), places, whole, ref lanes[0]);
        for (int i = whole * Lanes; i < length; i++)
        {
            for (int lane = 0; lane < Lanes; lane++)
                lanes[(i * Lanes) + lane] = rows[places[lane] + i];
        }
    }

    /// <summary>Fills rows with what lies side by side; lanes beyond the rows are left out.</summary>
    /// <param name="lanes">[value, lane].</param>
    /// <param name="length">The values of a row.</param>
    /// <param name="rows">One row to eight, [row, value].</param>
    public static void Scatter(ReadOnlySpan<float> lanes, int length, Span<float> rows)
    {
        int count = rows.Length / length;
        Span<float> block = stackalloc float[Lanes * Lanes];
        int whole = length / Lanes * Lanes;
        for (int first = 0; first < whole; first += Lanes)
        {
            LaneTransposition.Load(ref MemoryMarshal.GetReference(lanes[(first * Lanes)..]), Columns, 1, ref block[0]);
            for (int row = 0; row < count; row++)
                block.Slice(row * Lanes, Lanes).CopyTo(rows[((row * length) + first)..]);
        }

        for (int i = whole; i < length; i++)
        {
            for (int row = 0; row < count; row++)
                rows[(row * length) + i] = lanes[(i * Lanes) + row];
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LatentSim.Models.Training;

/// <summary>Between [unit, 16 frames] and [frame, unit].</summary>
internal static unsafe class PanelTranspose
{
    private const int Lanes = FramePanel.Lanes;
    private const int Frames = FramePanel.Frames;
    private const byte Firsts = 0x44;
    private const byte Seconds = 0xEE;

    /// <summary>[unit, 16 frames] to 16 rows [frame, unit]; units are taken up to whole vectors.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void ToRows(float* panel, int units, float* rows, int stride)
    {
        for (int unit = 0; unit < units; unit += Lanes)
        {
            Block(panel + (unit * Frames), Frames, rows + unit, stride);
            Block(panel + (unit * Frames) + Lanes, Frames, rows + (Lanes * stride) + unit, stride);
        }
    }

    /// <summary>16 rows [frame, unit] to [unit, 16 frames]; units are taken up to whole vectors.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void FromRows(float* rows, int stride, int units, float* panel)
    {
        for (int unit = 0; unit < units; unit += Lanes)
        {
            Block(rows + unit, stride, panel + (unit * Frames), Frames);
            Block(rows + (Lanes * stride) + unit, stride, panel + (unit * Frames) + Lanes, Frames);
        }
    }

    private static void Block(float* source, int from, float* target, int to)
    {
        if (Avx.IsSupported)
        {
            BlockAvx(source, from, target, to);
            return;
        }

        for (int i = 0; i < Lanes; i++)
        {
            for (int j = 0; j < Lanes; j++)
                target[(j * to) + i] = source[(i * from) + j];
        }
    }

    // Pairs of rows, then fours within each half of a vector, then the halves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void BlockAvx(float* source, int from, float* target, int to)
    {
        Vector256<float> r0 = Vector256.Load(source), r1 = Vector256.Load(source + from);
        Vector256<float> r2 = Vector256.Load(source + (2 * from)), r3 = Vector256.Load(source + (3 * from));
        Vector256<float> r4 = Vector256.Load(source + (4 * from)), r5 = Vector256.Load(source + (5 * from));
        Vector256<float> r6 = Vector256.Load(source + (6 * from)), r7 = Vector256.Load(source + (7 * from));

        Vector256<float> low01 = Avx.UnpackLow(r0, r1), high01 = Avx.UnpackHigh(r0, r1);
        Vector256<float> low23 = Avx.UnpackLow(r2, r3), high23 = Avx.UnpackHigh(r2, r3);
        Vector256<float> low45 = Avx.UnpackLow(r4, r5), high45 = Avx.UnpackHigh(r4, r5);
        Vector256<float> low67 = Avx.UnpackLow(r6, r7), high67 = Avx.UnpackHigh(r6, r7);

        StoreHalves(Avx.Shuffle(low01, low23, Firsts), Avx.Shuffle(low45, low67, Firsts), target, to);
        StoreHalves(Avx.Shuffle(low01, low23, Seconds), Avx.Shuffle(low45, low67, Seconds), target + to, to);
        StoreHalves(Avx.Shuffle(high01, high23, Firsts), Avx.Shuffle(high45, high67, Firsts), target + (2 * to), to);
        StoreHalves(Avx.Shuffle(high01, high23, Seconds), Avx.Shuffle(high45, high67, Seconds), target + (3 * to), to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreHalves(Vector256<float> top, Vector256<float> bottom, float* target, int to)
    {
        Avx.Permute2x128(top, bottom, 0x20).Store(target);
        Avx.Permute2x128(top, bottom, 0x31).Store(target + (4 * to));
    }
}

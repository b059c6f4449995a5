using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LatentSim.Models.Flow;

/// <summary>Brings values of eight places side by side.</summary>
internal static class LaneTransposition
{
    /// <summary>Places side by side.</summary>
    public const int Lanes = 8;

    /// <summary>Reads blocks of eight consecutive floats from each of eight places, and writes them as [value, place].</summary>
    /// <param name="first">What the places count from.</param>
    /// <param name="places">Eight places.</param>
    /// <param name="blocks">How many blocks: that many times eight floats are read from each place.</param>
    /// <param name="lanes">Filled, [value, place].</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Load(ref float first, ReadOnlySpan<int> places, int blocks, ref float lanes)
    {
        for (int block = 0; block < blocks; block++)
        {
            ref float source = ref Unsafe.Add(ref first, block * Lanes);
            ref float target = ref Unsafe.Add(ref lanes, block * Lanes * Lanes);
            if (Avx.IsSupported)
                TransposeAvx(ref source, places, ref target);
            else
                Transpose(ref source, places, ref target);
        }
    }

    /// <summary>Transposes one block with plain moves.</summary>
    internal static void Transpose(ref float source, ReadOnlySpan<int> places, ref float target)
    {
        for (int lane = 0; lane < Lanes; lane++)
        {
            for (int i = 0; i < Lanes; i++)
                Unsafe.Add(ref target, (i * Lanes) + lane) = Unsafe.Add(ref source, places[lane] + i);
        }
    }

    // Halves of rows four apart meet in one vector, so that what is left are two 4 x 4 transpositions side by side.
    private static void TransposeAvx(ref float source, ReadOnlySpan<int> places, ref float target)
    {
        for (int half = 0; half < Lanes; half += 4)
        {
            Vector256<float> a = Meet(ref source, places[0] + half, places[4] + half);
            Vector256<float> b = Meet(ref source, places[1] + half, places[5] + half);
            Vector256<float> c = Meet(ref source, places[2] + half, places[6] + half);
            Vector256<float> d = Meet(ref source, places[3] + half, places[7] + half);
            Vector256<double> lowerFirst = Avx.UnpackLow(a, b).AsDouble();
            Vector256<double> upperFirst = Avx.UnpackHigh(a, b).AsDouble();
            Vector256<double> lowerLast = Avx.UnpackLow(c, d).AsDouble();
            Vector256<double> upperLast = Avx.UnpackHigh(c, d).AsDouble();
            ref float rows = ref Unsafe.Add(ref target, half * Lanes);
            Avx.UnpackLow(lowerFirst, lowerLast).AsSingle().StoreUnsafe(ref rows);
            Avx.UnpackHigh(lowerFirst, lowerLast).AsSingle().StoreUnsafe(ref rows, Lanes);
            Avx.UnpackLow(upperFirst, upperLast).AsSingle().StoreUnsafe(ref rows, 2 * Lanes);
            Avx.UnpackHigh(upperFirst, upperLast).AsSingle().StoreUnsafe(ref rows, 3 * Lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Meet(ref float source, int lower, int upper) =>
        Vector256.Create(Vector128.LoadUnsafe(ref source, (nuint)lower), Vector128.LoadUnsafe(ref source, (nuint)upper));
}

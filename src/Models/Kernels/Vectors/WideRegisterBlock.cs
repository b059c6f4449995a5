using System.Runtime.CompilerServices;

namespace LatentSim.Models.Kernels.Vectors;

/// <summary>
/// <see cref="RegisterBlock{TVectors, TVector}"/> for processors with 32 vector registers: twelve rows times two vectors of outputs.
/// </summary>
internal static unsafe class WideRegisterBlock<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    /// <summary>The most rows of a block.</summary>
    public const int Rows = 12;

    /// <summary>sums[row] = start[row] + sum_i inputs[row][i] w[i]. Rows past the last are the last again: all starts are loaded before any sum is stored.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="output">The first output of the two vectors.</param>
    /// <param name="inputs">What is multiplied.</param>
    /// <param name="start">What is added to; may be <paramref name="sums"/>.</param>
    /// <param name="sums">What is filled.</param>
    /// <param name="last">The index of the last row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(in PackedWeights weights, int output, in RowPointers inputs, in RowPointers start, in RowPointers sums, int last)
    {
        float* w = weights.At(output);
        nint second = (nint)(weights.At(output + TVectors.Count) - w), step = weights.Step, depth = weights.Depth;
        float* x0 = inputs.First, x1 = inputs.At(1, last), x2 = inputs.At(2, last);
        float* x3 = inputs.At(3, last), x4 = inputs.At(4, last), x5 = inputs.At(5, last);
        float* x6 = inputs.At(6, last), x7 = inputs.At(7, last), x8 = inputs.At(8, last);
        float* x9 = inputs.At(9, last), x10 = inputs.At(10, last), x11 = inputs.At(11, last);
        float* from = start.First;
        TVector a0 = TVectors.Load(from), b0 = TVectors.Load(from + TVectors.Count);
        from = start.At(1, last);
        TVector a1 = TVectors.Load(from), b1 = TVectors.Load(from + TVectors.Count);
        from = start.At(2, last);
        TVector a2 = TVectors.Load(from), b2 = TVectors.Load(from + TVectors.Count);
        from = start.At(3, last);
        TVector a3 = TVectors.Load(from), b3 = TVectors.Load(from + TVectors.Count);
        from = start.At(4, last);
        TVector a4 = TVectors.Load(from), b4 = TVectors.Load(from + TVectors.Count);
        from = start.At(5, last);
        TVector a5 = TVectors.Load(from), b5 = TVectors.Load(from + TVectors.Count);
        from = start.At(6, last);
        TVector a6 = TVectors.Load(from), b6 = TVectors.Load(from + TVectors.Count);
        from = start.At(7, last);
        TVector a7 = TVectors.Load(from), b7 = TVectors.Load(from + TVectors.Count);
        from = start.At(8, last);
        TVector a8 = TVectors.Load(from), b8 = TVectors.Load(from + TVectors.Count);
        from = start.At(9, last);
        TVector a9 = TVectors.Load(from), b9 = TVectors.Load(from + TVectors.Count);
        from = start.At(10, last);
        TVector a10 = TVectors.Load(from), b10 = TVectors.Load(from + TVectors.Count);
        from = start.At(11, last);
        TVector a11 = TVectors.Load(from), b11 = TVectors.Load(from + TVectors.Count);
        for (nint i = 0; i < depth; i++, w += step)
        {
            TVector low = TVectors.Load(w);
            TVector high = TVectors.Load(w + second);
            TVector x = TVectors.Create(x0[i]);
            a0 = TVectors.MultiplyAdd(x, low, a0);
            b0 = TVectors.MultiplyAdd(x, high, b0);
            x = TVectors.Create(x1[i]);
            a1 = TVectors.MultiplyAdd(x, low, a1);
            b1 = TVectors.MultiplyAdd(x, high, b1);
            x = TVectors.Create(x2[i]);
            a2 = TVectors.MultiplyAdd(x, low, a2);
            b2 = TVectors.MultiplyAdd(x, high, b2);
            x = TVectors.Create(x3[i]);
            a3 = TVectors.MultiplyAdd(x, low, a3);
            b3 = TVectors.MultiplyAdd(x, high, b3);
            x = TVectors.Create(x4[i]);
            a4 = TVectors.MultiplyAdd(x, low, a4);
            b4 = TVectors.MultiplyAdd(x, high, b4);
            x = TVectors.Create(x5[i]);
            a5 = TVectors.MultiplyAdd(x, low, a5);
            b5 = TVectors.MultiplyAdd(x, high, b5);
            x = TVectors.Create(x6[i]);
            a6 = TVectors.MultiplyAdd(x, low, a6);
            b6 = TVectors.MultiplyAdd(x, high, b6);
            x = TVectors.Create(x7[i]);
            a7 = TVectors.MultiplyAdd(x, low, a7);
            b7 = TVectors.MultiplyAdd(x, high, b7);
            x = TVectors.Create(x8[i]);
            a8 = TVectors.MultiplyAdd(x, low, a8);
            b8 = TVectors.MultiplyAdd(x, high, b8);
            x = TVectors.Create(x9[i]);
            a9 = TVectors.MultiplyAdd(x, low, a9);
            b9 = TVectors.MultiplyAdd(x, high, b9);
            x = TVectors.Create(x10[i]);
            a10 = TVectors.MultiplyAdd(x, low, a10);
            b10 = TVectors.MultiplyAdd(x, high, b10);
            x = TVectors.Create(x11[i]);
            a11 = TVectors.MultiplyAdd(x, low, a11);
            b11 = TVectors.MultiplyAdd(x, high, b11);
        }

        // Plain stores only: were the sums alive across a call, the loop above would keep them in memory and not in registers.
        float* to = sums.First;
        TVectors.Store(a0, to);
        TVectors.Store(b0, to + TVectors.Count);
        to = sums.At(1, last);
        TVectors.Store(a1, to);
        TVectors.Store(b1, to + TVectors.Count);
        to = sums.At(2, last);
        TVectors.Store(a2, to);
        TVectors.Store(b2, to + TVectors.Count);
        to = sums.At(3, last);
        TVectors.Store(a3, to);
        TVectors.Store(b3, to + TVectors.Count);
        to = sums.At(4, last);
        TVectors.Store(a4, to);
        TVectors.Store(b4, to + TVectors.Count);
        to = sums.At(5, last);
        TVectors.Store(a5, to);
        TVectors.Store(b5, to + TVectors.Count);
        to = sums.At(6, last);
        TVectors.Store(a6, to);
        TVectors.Store(b6, to + TVectors.Count);
        to = sums.At(7, last);
        TVectors.Store(a7, to);
        TVectors.Store(b7, to + TVectors.Count);
        to = sums.At(8, last);
        TVectors.Store(a8, to);
        TVectors.Store(b8, to + TVectors.Count);
        to = sums.At(9, last);
        TVectors.Store(a9, to);
        TVectors.Store(b9, to + TVectors.Count);
        to = sums.At(10, last);
        TVectors.Store(a10, to);
        TVectors.Store(b10, to + TVectors.Count);
        to = sums.At(11, last);
        TVectors.Store(a11, to);
        TVectors.Store(b11, to + TVectors.Count);
    }
}

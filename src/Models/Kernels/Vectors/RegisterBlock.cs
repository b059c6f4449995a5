using System.Runtime.CompilerServices;

namespace LatentSim.Models.Kernels.Vectors;

/// <summary>
/// Six rows times two vectors of outputs: the loop that matrix products spend their time in. The twelve sums stay in registers, and each weight that is
/// loaded is used six times. Every sum takes its products in input order, each by one fused multiply-add: a row's sums depend neither on the rows beside
/// it nor on the width of a vector.
/// </summary>
internal static unsafe class RegisterBlock<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    /// <summary>The most rows of a block.</summary>
    public const int Rows = 6;

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
    }
}

using System.Runtime.CompilerServices;

namespace LatentSim.Models.Kernels.Vectors;

/// <summary>
/// Twelve rows times one vector of outputs, for the last outputs of a layer where a second vector would be padding; else as
/// <see cref="RegisterBlock{TVectors, TVector}"/>. All rows are there.
/// </summary>
internal static unsafe class TallRegisterBlock<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    /// <summary>The rows of a block.</summary>
    public const int Rows = 12;

    /// <summary>sums[row] = start + sum_i inputs[row][i] w[i].</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="output">The first output of the vector.</param>
    /// <param name="inputs">What is multiplied.</param>
    /// <param name="start">What is added to, the same for each row.</param>
    /// <param name="sums">What is filled.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(in PackedWeights weights, int output, in RowPointers inputs, float* start, in RowPointers sums)
    {
        float* w = weights.At(output);
        nint step = weights.Step, depth = weights.Depth;

        // Twelve pointers would not fit into registers: four, and a stride that is added to them, do.
        nint stride = inputs.Stride * sizeof(float);
        byte* x0 = (byte*)inputs.First;
        byte* x3 = x0 + (3 * stride), x6 = x0 + (6 * stride), x9 = x0 + (9 * stride);
        TVector a0 = TVectors.Load(start), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0, a8 = a0, a9 = a0, a10 = a0, a11 = a0;
        for (nint i = 0; i < depth; i++, w += step)
        {
            TVector weight = TVectors.Load(w);
            a0 = TVectors.MultiplyAdd(TVectors.Create(*(float*)(x0)), weight, a0);
            a1 = TVectors.MultiplyAdd(TVectors.Create(*(float*)(x0 + stride)), weight, a1);
            a2 = TVectors.MultiplyAdd(TVectors.Create(*(float*)(x0 + (2 * stride))), weight, a2);
            x0 += sizeof(float);
            a3 = TVectors.MultiplyAdd(TVectors.Create(*(float*)(x3)), weight, a3);
            a4 = TVectors.MultiplyAdd(TVectors.Create(*(float*)(x3 + stride)), weight, a4);
            a5 = TVectors.MultiplyAdd(TVectors.Create(*(float*)(x3 + (2 * stride))), weight, a5);
            x3 += sizeof(float);
            a6 = TVectors.MultiplyAdd(TVectors.Create(*(float*)(x6)), weight, a6);
            a7 = TVectors.MultiplyAdd(TVectors.Create(*(float*)(x6 + stride)), weight, a7);
            a8 = TVectors.MultiplyAdd(TVectors.Create(*(float*)(x6 + (2 * stride))), weight, a8);
            x6 += sizeof(float);
            a9 = TVectors.MultiplyAdd(TVectors.Create(*(float*)(x9)), weight, a9);
            a10 = TVectors.MultiplyAdd(TVectors.Create(*(float*)(x9 + stride)), weight, a10);
            a11 = TVectors.MultiplyAdd(TVectors.Create(*(float*)(x9 + (2 * stride))), weight, a11);
            x9 += sizeof(float);
        }

        float* to = sums.First;
        TVectors.Store(a0, to);
        to += sums.Stride;
        TVectors.Store(a1, to);
        to += sums.Stride;
        TVectors.Store(a2, to);
        to += sums.Stride;
        TVectors.Store(a3, to);
        to += sums.Stride;
        TVectors.Store(a4, to);
        to += sums.Stride;
        TVectors.Store(a5, to);
        to += sums.Stride;
        TVectors.Store(a6, to);
        to += sums.Stride;
        TVectors.Store(a7, to);
        to += sums.Stride;
        TVectors.Store(a8, to);
        to += sums.Stride;
        TVectors.Store(a9, to);
        to += sums.Stride;
        TVectors.Store(a10, to);
        to += sums.Stride;
        TVectors.Store(a11, to);
    }
}

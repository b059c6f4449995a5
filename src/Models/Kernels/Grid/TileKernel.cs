using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LatentSim.Models.Kernels.Grid;

/// <summary>Six points times a panel of 16 outputs: the loop that convolutions spend their time in.</summary>
internal static unsafe class TileKernel
{
    private const int Panel = GridSums.Panel;
    private const int Half = Panel / 2;

    /// <summary>sums[point] = start[point] + sum_i input[point][i] w[i], each product added by one fused multiply-add, in order.</summary>
    /// <param name="w">[depth, 16].</param>
    /// <param name="depth">Values of a point.</param>
    /// <param name="input">The first point's values.</param>
    /// <param name="stride">From point to point, floats.</param>
    /// <param name="start">What is added to, [16] of the first point; may be <paramref name="sums"/>.</param>
    /// <param name="startStride">From point to point, floats.</param>
    /// <param name="sums">[point, 16].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Evaluate(float* w, nint depth, float* input, nint stride, float* start, nint startStride, float* sums)
    {
        Vector256<float> a0 = Vector256.Load(start), b0 = Vector256.Load(start + Half);
        start += startStride;
        Vector256<float> a1 = Vector256.Load(start), b1 = Vector256.Load(start + Half);
        start += startStride;
        Vector256<float> a2 = Vector256.Load(start), b2 = Vector256.Load(start + Half);
        start += startStride;
        Vector256<float> a3 = Vector256.Load(start), b3 = Vector256.Load(start + Half);
        start += startStride;
        Vector256<float> a4 = Vector256.Load(start), b4 = Vector256.Load(start + Half);
        start += startStride;
        Vector256<float> a5 = Vector256.Load(start), b5 = Vector256.Load(start + Half);
        float* x0 = input, x1 = x0 + stride, x2 = x1 + stride, x3 = x2 + stride, x4 = x3 + stride, x5 = x4 + stride;
        for (nint i = 0; i < depth; i++, w += Panel)
        {
            Vector256<float> low = Vector256.Load(w);
            Vector256<float> high = Vector256.Load(w + Half);
            Vector256<float> x = Vector256.Create(x0[i]);
            a0 = Vector256.FusedMultiplyAdd(x, low, a0);
            b0 = Vector256.FusedMultiplyAdd(x, high, b0);
            x = Vector256.Create(x1[i]);
            a1 = Vector256.FusedMultiplyAdd(x, low, a1);
            b1 = Vector256.FusedMultiplyAdd(x, high, b1);
            x = Vector256.Create(x2[i]);
            a2 = Vector256.FusedMultiplyAdd(x, low, a2);
            b2 = Vector256.FusedMultiplyAdd(x, high, b2);
            x = Vector256.Create(x3[i]);
            a3 = Vector256.FusedMultiplyAdd(x, low, a3);
            b3 = Vector256.FusedMultiplyAdd(x, high, b3);
            x = Vector256.Create(x4[i]);
            a4 = Vector256.FusedMultiplyAdd(x, low, a4);
            b4 = Vector256.FusedMultiplyAdd(x, high, b4);
            x = Vector256.Create(x5[i]);
            a5 = Vector256.FusedMultiplyAdd(x, low, a5);
            b5 = Vector256.FusedMultiplyAdd(x, high, b5);
        }

        a0.Store(sums);
        b0.Store(sums + Half);
        a1.Store(sums + Panel);
        b1.Store(sums + Panel + Half);
        a2.Store(sums + (2 * Panel));
        b2.Store(sums + (2 * Panel) + Half);
        a3.Store(sums + (3 * Panel));
        b3.Store(sums + (3 * Panel) + Half);
        a4.Store(sums + (4 * Panel));
        b4.Store(sums + (4 * Panel) + Half);
        a5.Store(sums + (5 * Panel));
        b5.Store(sums + (5 * Panel) + Half);
    }
}

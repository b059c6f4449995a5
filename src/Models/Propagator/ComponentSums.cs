using System.Runtime.CompilerServices;
using LatentSim.Models.Kernels.Vectors;

namespace LatentSim.Models.Propagator;

/// <summary>
/// The outputs of each row's own component. A row is one chain of fused multiply-adds, each of which waits for the one before it, so that four rows side by
/// side take no longer than one. Every sum takes its products in input order.
/// </summary>
internal static unsafe class ComponentSums<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    private const int Together = 4;

    /// <summary>Fills rows of outputs.</summary>
    /// <param name="weights">The weights of all components.</param>
    /// <param name="components">Each row's component.</param>
    /// <param name="inputs">Rows of inputs.</param>
    /// <param name="sums">[row, <see cref="ComponentWeights.Stride"/>].</param>
    public static void Fill(ComponentWeights weights, ReadOnlySpan<int> components, RowPointers inputs, float* sums)
    {
        int row = 0;
        for (; row + Together <= components.Length; row += Together)
            FillFour(weights, components.Slice(row, Together), inputs.From(row), sums + (row * weights.Stride));
        for (; row < components.Length; row++)
            FillOne(weights, components[row], inputs.From(row).First, sums + (row * weights.Stride));
        GC.KeepAlive(weights);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillOne(ComponentWeights weights, int component, float* x, float* sums)
    {
        nint stride = weights.Stride, depth = weights.Inputs;
        for (nint output = 0; output < stride; output += TVectors.Count)
        {
            float* w = weights.Weights(component) + output;
            TVector sum = TVectors.Load(weights.Bias(component) + output);
            for (nint i = 0; i < depth; i++, w += stride)
                sum = TVectors.MultiplyAdd(TVectors.Create(x[i]), TVectors.Load(w), sum);
            TVectors.Store(sum, sums + output);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillFour(ComponentWeights weights, ReadOnlySpan<int> components, RowPointers inputs, float* sums)
    {
        nint stride = weights.Stride, depth = weights.Inputs;
        float* x0 = inputs.First, x1 = x0 + inputs.Stride, x2 = x1 + inputs.Stride, x3 = x2 + inputs.Stride;
        (int c0, int c1, int c2, int c3) = (components[0], components[1], components[2], components[3]);
        for (nint output = 0; output < stride; output += TVectors.Count)
        {
            float* w0 = weights.Weights(c0) + output, w1 = weights.Weights(c1) + output;
            float* w2 = weights.Weights(c2) + output, w3 = weights.Weights(c3) + output;
            TVector a0 = TVectors.Load(weights.Bias(c0) + output), a1 = TVectors.Load(weights.Bias(c1) + output);
            TVector a2 = TVectors.Load(weights.Bias(c2) + output), a3 = TVectors.Load(weights.Bias(c3) + output);
            for (nint i = 0, at = 0; i < depth; i++, at += stride)
            {
                a0 = TVectors.MultiplyAdd(TVectors.Create(x0[i]), TVectors.Load(w0 + at), a0);
                a1 = TVectors.MultiplyAdd(TVectors.Create(x1[i]), TVectors.Load(w1 + at), a1);
                a2 = TVectors.MultiplyAdd(TVectors.Create(x2[i]), TVectors.Load(w2 + at), a2);
                a3 = TVectors.MultiplyAdd(TVectors.Create(x3[i]), TVectors.Load(w3 + at), a3);
            }

            float* to = sums + output;
            TVectors.Store(a0, to);
            TVectors.Store(a1, to + stride);
            TVectors.Store(a2, to + (2 * stride));
            TVectors.Store(a3, to + (3 * stride));
        }
    }
}

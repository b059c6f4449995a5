using System.Runtime.Intrinsics;
using LatentSim.Models.Kernels.Vectors;

namespace LatentSim.Models.Kernels.Grid;

/// <summary>Six points times a panel of 16 outputs: what convolutions spend their time in.</summary>
internal static unsafe class TileKernel
{
    private const int PanelBits = 4;
    private const int Panel = GridSums.Panel;

    /// <summary>sums[point] = start[point] + sum_i input[point][i] w[i], each product added by one fused multiply-add, in order.</summary>
    /// <param name="w">[depth, 16].</param>
    /// <param name="depth">Values of a point.</param>
    /// <param name="input">The first point's values.</param>
    /// <param name="stride">From point to point, floats.</param>
    /// <param name="start">What is added to, [16] of the first point; may be <paramref name="sums"/>.</param>
    /// <param name="startStride">From point to point, floats.</param>
    /// <param name="sums">[point, 16].</param>
    public static void Evaluate(float* w, int depth, float* input, nint stride, float* start, nint startStride, float* sums)
    {
        PackedWeights weights = new(w, PanelBits, depth);
        RowPointers inputs = new(input, stride), from = new(start, startStride), to = new(sums, Panel);
        if (Vector256.IsHardwareAccelerated)
        {
            RegisterBlock<Vectors256, Vector256<float>>.Sum(weights, 0, inputs, from, to, GridSums.Tile - 1);
            return;
        }

        for (int output = 0; output < Panel; output += 2 * Vectors128.Count)
            RegisterBlock<Vectors128, Vector128<float>>.Sum(weights, output, inputs, from.Column(output), to.Column(output), GridSums.Tile - 1);
    }
}

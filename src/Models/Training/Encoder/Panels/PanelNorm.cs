using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LatentSim.Models.Training;

/// <summary>Batch normalization (Ioffe and Szegedy 2015) of panels of frames that count with weights.</summary>
internal static unsafe class PanelNorm
{
    private const int Lanes = FramePanel.Lanes;
    private const int Frames = FramePanel.Frames;

    /// <summary>Adds weight x to the sums and weight x^2 to the squares, both [unit, 8 lanes].</summary>
    /// <param name="x">[unit, 16 frames].</param>
    /// <param name="weights">One a frame.</param>
    /// <param name="sums">The first moments.</param>
    /// <param name="squares">The second.</param>
    /// <param name="units">Units.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AddMoments(float* x, float* weights, float* sums, float* squares, int units)
    {
        Vector256<float> lowWeight = Vector256.Load(weights);
        Vector256<float> highWeight = Vector256.Load(weights + Lanes);
        for (int unit = 0; unit < units; unit++, x += Frames, sums += Lanes, squares += Lanes)
        {
            Vector256<float> low = Vector256.LoadAligned(x);
            Vector256<float> high = Vector256.LoadAligned(x + Lanes);
            Vector256<float> weightedLow = low * lowWeight;
            Vector256<float> weightedHigh = high * highWeight;
            (Vector256.LoadAligned(sums) + weightedLow + weightedHigh).StoreAligned(sums);
            Vector256<float> square = Vector256.FusedMultiplyAdd(low, weightedLow, Vector256.LoadAligned(squares));
            Vector256.FusedMultiplyAdd(high, weightedHigh, square).StoreAligned(squares);
        }
    }

    /// <summary>The gradient of what was normalized: scale gradient - weight (offset + slope x), the batch's statistics being functions of x too.</summary>
    /// <param name="gradient">Of what came out, [unit, 16 frames].</param>
    /// <param name="x">What was normalized.</param>
    /// <param name="weights">One a frame.</param>
    /// <param name="scale">One a unit.</param>
    /// <param name="offset">One a unit.</param>
    /// <param name="slope">One a unit.</param>
    /// <param name="result">The gradient.</param>
    /// <param name="units">Units.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Differentiate(
        float* gradient, float* x, float* weights, float* scale, float* offset, float* slope, float* result, int units)
    {
        Vector256<float> lowWeight = Vector256.Load(weights);
        Vector256<float> highWeight = Vector256.Load(weights + Lanes);
        for (int unit = 0; unit < units; unit++, gradient += Frames, x += Frames, result += Frames)
        {
            Vector256<float> a = Vector256.Create(scale[unit]);
            Vector256<float> b = Vector256.Create(offset[unit]);
            Vector256<float> c = Vector256.Create(slope[unit]);
            Vector256<float> low = Vector256.FusedMultiplyAdd(c, Vector256.LoadAligned(x), b) * lowWeight;
            Vector256<float> high = Vector256.FusedMultiplyAdd(c, Vector256.LoadAligned(x + Lanes), b) * highWeight;
            Vector256.FusedMultiplyAdd(a, Vector256.LoadAligned(gradient), -low).StoreAligned(result);
            Vector256.FusedMultiplyAdd(a, Vector256.LoadAligned(gradient + Lanes), -high).StoreAligned(result + Lanes);
        }
    }
}

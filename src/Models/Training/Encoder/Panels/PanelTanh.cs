using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LatentSim.Models.Training;

/// <summary>The nonlinearity of a panel of frames after batch normalization, and its derivative.</summary>
internal static unsafe class PanelTanh
{
    private const int Lanes = FramePanel.Lanes;
    private const int Frames = FramePanel.Frames;
    private const float Limit = 7.9f;

    /// <summary>hidden = tanh(scale x + shift), one scale and one shift a unit. May be done in place.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Evaluate(float* x, float* scale, float* shift, float* hidden, int units)
    {
        for (int unit = 0; unit < units; unit++, x += Frames, hidden += Frames)
        {
            Vector256<float> a = Vector256.Create(scale[unit]);
            Vector256<float> b = Vector256.Create(shift[unit]);
            Tanh(Vector256.FusedMultiplyAdd(a, Vector256.LoadAligned(x), b)).StoreAligned(hidden);
            Tanh(Vector256.FusedMultiplyAdd(a, Vector256.LoadAligned(x + Lanes), b)).StoreAligned(hidden + Lanes);
        }
    }

    /// <summary>hidden becomes the gradient of what the tanh took: gradient (1 - hidden^2); adds it to the sums [unit, 8 lanes].</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Differentiate(float* gradient, float* hidden, float* sums, int units)
    {
        for (int unit = 0; unit < units; unit++, gradient += Frames, hidden += Frames, sums += Lanes)
        {
            Vector256<float> low = Slope(gradient, hidden);
            Vector256<float> high = Slope(gradient + Lanes, hidden + Lanes);
            low.StoreAligned(hidden);
            high.StoreAligned(hidden + Lanes);
            (Vector256.LoadAligned(sums) + low + high).StoreAligned(sums);
        }
    }

    /// <summary>As the other, and adds the products with x to <paramref name="products"/> [unit, 8 lanes].</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Differentiate(float* gradient, float* hidden, float* x, float* sums, float* products, int units)
    {
        for (int unit = 0; unit < units; unit++, gradient += Frames, hidden += Frames, x += Frames, sums += Lanes, products += Lanes)
        {
            Vector256<float> low = Slope(gradient, hidden);
            Vector256<float> high = Slope(gradient + Lanes, hidden + Lanes);
            low.StoreAligned(hidden);
            high.StoreAligned(hidden + Lanes);
            (Vector256.LoadAligned(sums) + low + high).StoreAligned(sums);
            Vector256<float> product = Vector256.FusedMultiplyAdd(low, Vector256.LoadAligned(x), Vector256.LoadAligned(products));
            Vector256.FusedMultiplyAdd(high, Vector256.LoadAligned(x + Lanes), product).StoreAligned(products);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Slope(float* gradient, float* hidden)
    {
        Vector256<float> h = Vector256.LoadAligned(hidden);
        return Vector256.LoadAligned(gradient) * Vector256.FusedMultiplyAdd(-h, h, Vector256<float>.One);
    }

    // A rational function fitted to least relative error on [0, 7.9]: tanh to 5e-7, in a third of the time of one by way of the exponential. Not a number
    // stays so: it is the second operand, which the native minimum keeps.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Tanh(Vector256<float> x)
    {
        x = Vector256.MaxNative(Vector256.Create(-Limit), Vector256.MinNative(Vector256.Create(Limit), x));
        Vector256<float> square = x * x;
        Vector256<float> numerator = Vector256.FusedMultiplyAdd(Vector256.Create(1.1531852e-5f), square, Vector256.Create(2.9604746e-3f));
        numerator = Vector256.FusedMultiplyAdd(numerator, square, Vector256.Create(0.12934419f));
        numerator = Vector256.FusedMultiplyAdd(numerator, square, Vector256.Create(0.99999987f));
        Vector256<float> denominator = Vector256.FusedMultiplyAdd(Vector256.Create(2.4925520e-7f), square, Vector256.Create(2.4001223e-4f));
        denominator = Vector256.FusedMultiplyAdd(denominator, square, Vector256.Create(2.3854088e-2f));
        denominator = Vector256.FusedMultiplyAdd(denominator, square, Vector256.Create(0.46267645f));
        denominator = Vector256.FusedMultiplyAdd(denominator, square, Vector256<float>.One);
        return x * numerator / denominator;
    }
}

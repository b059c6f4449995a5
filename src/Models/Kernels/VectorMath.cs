using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LatentSim.Models.Kernels;

/// <summary>
/// Elementary functions of eight floats at a time. Fused multiply-adds only, which .NET rounds alike with and without hardware for them, so that
/// results do not depend on the machine. NaN stays NaN.
/// </summary>
internal static class VectorMath
{
    private const float Log2E = 1.44269504088896341f;
    private const float Ln2High = 0.693147182464599609375f;
    private const float Ln2Low = -1.90465429995776804525e-9f;
    private const float SmallestExponent = -87f;
    private const float LargestExponent = 88f;

    /// <summary>exp x for x clamped to [-87, 88], to 2 units in the last place: 2^n times the Taylor series of exp on [-ln 2 / 2, ln 2 / 2].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x)
    {
        Vector256<float> low = Vector256.Create(SmallestExponent);
        Vector256<float> high = Vector256.Create(LargestExponent);
        x = Vector256.ConditionalSelect(Vector256.LessThan(x, low), low, x);
        x = Vector256.ConditionalSelect(Vector256.GreaterThan(x, high), high, x);

        Vector256<float> n = Vector256.Round(x * Log2E);
        Vector256<float> r = Vector256.FusedMultiplyAdd(-n, Vector256.Create(Ln2High), x);
        r = Vector256.FusedMultiplyAdd(-n, Vector256.Create(Ln2Low), r);

        Vector256<float> sum = Vector256.Create(1f / 5040);
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1f / 720));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1f / 120));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1f / 24));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1f / 6));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(0.5f));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256<float>.One);
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256<float>.One);

        Vector256<int> power = Vector256.ConvertToInt32(n) + Vector256.Create(127);
        return sum * Vector256.ShiftLeft(power, 23).AsSingle();
    }

    /// <summary>1 / (1 + exp(-x)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) => Vector256<float>.One / (Vector256<float>.One + Exp(-x));

    /// <summary>tanh x = sign x (1 - e) / (1 + e), e = exp(-2 |x|), to 1e-7 absolute.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        Vector256<float> e = Exp(Vector256.Abs(x) * -2f);
        Vector256<float> magnitude = (Vector256<float>.One - e) / (Vector256<float>.One + e);
        Vector256<float> sign = x & Vector256.Create(-0f);
        return magnitude | sign;
    }

    /// <summary>log(1 + exp x) = max(x, 0) + log(1 + t), t = exp(-|x|); the logarithm is 2 artanh(t / (2 + t)) as a series.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Softplus(Vector256<float> x)
    {
        Vector256<float> t = Exp(-Vector256.Abs(x));
        Vector256<float> s = t / (t + Vector256.Create(2f));
        Vector256<float> square = s * s;
        Vector256<float> sum = Vector256.Create(1f / 17);
        for (int k = 15; k >= 1; k -= 2)
            sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(1f / k));
        return Relu(x) + (2f * s * sum);
    }

    /// <summary>max(x, 0).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Relu(Vector256<float> x) =>
        Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<float>.Zero), Vector256<float>.Zero, x);
}

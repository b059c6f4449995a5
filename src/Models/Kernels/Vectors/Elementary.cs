using System.Runtime.CompilerServices;

namespace LatentSim.Models.Kernels.Vectors;

/// <summary>
/// Elementary functions of vectors of any width. Fused multiply-adds, which .NET rounds alike with and without hardware for them, and IEEE arithmetic
/// only, so that results depend neither on the machine nor on the width. NaN stays NaN.
/// </summary>
internal static class Elementary<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    private const float Log2E = 1.44269504088896341f;
    private const float Ln2High = 0.693147182464599609375f;
    private const float Ln2Low = -1.90465429995776804525e-9f;
    private const float SmallestExponent = -87f;
    private const float LargestExponent = 88f;

    /// <summary>exp x for x clamped to [-87, 88], to 2 units in the last place: 2^n times the Taylor series of exp on [-ln 2 / 2, ln 2 / 2].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp(TVector x)
    {
        x = TVectors.AtLeast(TVectors.Create(SmallestExponent), x);
        x = TVectors.AtMost(TVectors.Create(LargestExponent), x);
        TVector n = TVectors.Round(TVectors.Multiply(x, TVectors.Create(Log2E)));
        TVector r = TVectors.SubtractProduct(n, TVectors.Create(Ln2High), x);
        r = TVectors.SubtractProduct(n, TVectors.Create(Ln2Low), r);

        TVector one = TVectors.Create(1f);
        TVector sum = TVectors.Create(1f / 5040);
        sum = TVectors.MultiplyAdd(sum, r, TVectors.Create(1f / 720));
        sum = TVectors.MultiplyAdd(sum, r, TVectors.Create(1f / 120));
        sum = TVectors.MultiplyAdd(sum, r, TVectors.Create(1f / 24));
        sum = TVectors.MultiplyAdd(sum, r, TVectors.Create(1f / 6));
        sum = TVectors.MultiplyAdd(sum, r, TVectors.Create(0.5f));
        sum = TVectors.MultiplyAdd(sum, r, one);
        sum = TVectors.MultiplyAdd(sum, r, one);
        return TVectors.Multiply(sum, TVectors.PowerOfTwo(n));
    }

    /// <summary>1 / (1 + exp(-x)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid(TVector x)
    {
        TVector one = TVectors.Create(1f);
        return TVectors.Divide(one, TVectors.Add(one, Exp(TVectors.Negate(x))));
    }

    /// <summary>tanh x = sign x (1 - e) / (1 + e), e = exp(-2 |x|), to 1e-7 absolute.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh(TVector x)
    {
        TVector one = TVectors.Create(1f);
        TVector e = Exp(TVectors.Multiply(TVectors.Abs(x), TVectors.Create(-2f)));
        return TVectors.WithSign(TVectors.Divide(TVectors.Subtract(one, e), TVectors.Add(one, e)), x);
    }

    /// <summary>x / (1 + exp(-x)), as a product of two numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Swish(TVector x) => TVectors.Multiply(x, Sigmoid(x));

    /// <summary>log(1 + exp x) = max(x, 0) + log(1 + t), t = exp(-|x|); the logarithm is 2 artanh(t / (2 + t)) as a series.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Softplus(TVector x)
    {
        TVector two = TVectors.Create(2f);
        TVector t = Exp(TVectors.Negate(TVectors.Abs(x)));
        TVector s = TVectors.Divide(t, TVectors.Add(t, two));
        TVector square = TVectors.Multiply(s, s);
        TVector sum = TVectors.Create(1f / 17);
        sum = TVectors.MultiplyAdd(sum, square, TVectors.Create(1f / 15));
        sum = TVectors.MultiplyAdd(sum, square, TVectors.Create(1f / 13));
        sum = TVectors.MultiplyAdd(sum, square, TVectors.Create(1f / 11));
        sum = TVectors.MultiplyAdd(sum, square, TVectors.Create(1f / 9));
        sum = TVectors.MultiplyAdd(sum, square, TVectors.Create(1f / 7));
        sum = TVectors.MultiplyAdd(sum, square, TVectors.Create(1f / 5));
        sum = TVectors.MultiplyAdd(sum, square, TVectors.Create(1f / 3));
        sum = TVectors.MultiplyAdd(sum, square, TVectors.Create(1f));
        return TVectors.Add(TVectors.Positive(x), TVectors.Multiply(TVectors.Multiply(two, s), sum));
    }
}

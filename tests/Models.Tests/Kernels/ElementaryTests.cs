using System.Runtime.Intrinsics;
using LatentSim.Models.Kernels.Vectors;

namespace Models.Tests.Kernels;

/// <summary>Elementary functions have the same bits at every width of vectors, NaN aside, whose bits mean nothing.</summary>
public sealed unsafe class ElementaryTests
{
    private static readonly float[] Arguments =
    [
        .. new[]
        {
            0f, -0f, 1, -1, float.Epsilon, -float.Epsilon, 86.9f, 87, -87, 88, 88.1f, -88, 200, -200, float.MaxValue, float.MinValue, float.PositiveInfinity,
            float.NegativeInfinity, float.NaN, 0.34657359f, 1e-8f, -1e-8f,
        },
        .. RandomWeights.Normals(new System.Random(1), 2000 - 22, 10),
    ];

    [Fact]
    public void WidthsAgreeBitForBit()
    {
        int[] expected = Values<Vectors128, Vector128<float>>();
        Assert.Equal(expected, Values<Vectors256, Vector256<float>>());
        Assert.Equal(expected, Values<Vectors512, Vector512<float>>());
    }

    [Fact]
    public void NaNStaysNaN()
    {
        int[] values = Values<Vectors256, Vector256<float>>();
        int place = Array.FindIndex(Arguments, float.IsNaN);
        Assert.All(Enumerable.Range(0, 6), function => Assert.Equal(int.MaxValue, values[(function * Arguments.Length) + place]));
        Assert.Equal(6, values.Count(value => value == int.MaxValue));
    }

    private static int[] Values<TVectors, TVector>()
        where TVectors : struct, IVectors<TVector>
        where TVector : struct =>
        [
            .. Apply<TVectors, TVector>(Elementary<TVectors, TVector>.Exp),
            .. Apply<TVectors, TVector>(Elementary<TVectors, TVector>.Sigmoid),
            .. Apply<TVectors, TVector>(Elementary<TVectors, TVector>.Tanh),
            .. Apply<TVectors, TVector>(x => Elementary<TVectors, TVector>.Swish(TVectors.AtMost(TVectors.Create(1e30f), TVectors.AtLeast(TVectors.Create(-1e30f), x)))),
            .. Apply<TVectors, TVector>(Elementary<TVectors, TVector>.Softplus),
            .. Apply<TVectors, TVector>(TVectors.Positive),
        ];

    private static int[] Apply<TVectors, TVector>(Func<TVector, TVector> function)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
    {
        float[] values = new float[Arguments.Length];
        fixed (float* from = Arguments, to = values)
        {
            for (int i = 0; i < values.Length; i += TVectors.Count)
                TVectors.Store(function(TVectors.Load(from + i)), to + i);
        }

        return [.. values.Select(value => float.IsNaN(value) ? int.MaxValue : BitConverter.SingleToInt32Bits(value))];
    }
}

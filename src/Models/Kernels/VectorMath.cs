using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LatentSim.Models.Kernels.Vectors;

namespace LatentSim.Models.Kernels;

/// <summary>The functions of <see cref="Elementary{TVectors, TVector}"/> for eight floats at a time.</summary>
internal static class VectorMath
{
    /// <summary>exp x for x clamped to [-87, 88], to 2 units in the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x) => Elementary<Vectors256, Vector256<float>>.Exp(x);

    /// <summary>1 / (1 + exp(-x)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) => Elementary<Vectors256, Vector256<float>>.Sigmoid(x);

    /// <summary>tanh x, to 1e-7 absolute.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x) => Elementary<Vectors256, Vector256<float>>.Tanh(x);

    /// <summary>log(1 + exp x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Softplus(Vector256<float> x) => Elementary<Vectors256, Vector256<float>>.Softplus(x);

    /// <summary>max(x, 0).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Relu(Vector256<float> x) => Vectors256.Positive(x);
}

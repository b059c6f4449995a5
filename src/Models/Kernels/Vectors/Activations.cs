using System.Runtime.CompilerServices;

namespace LatentSim.Models.Kernels.Vectors;

/// <summary>x.</summary>
internal readonly struct Identity<TVectors, TVector> : IActivation<TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply(TVector x) => x;
}

/// <summary>max(x, 0).</summary>
internal readonly struct Relu<TVectors, TVector> : IActivation<TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply(TVector x) => TVectors.Positive(x);
}

/// <summary>tanh x.</summary>
internal readonly struct Tanh<TVectors, TVector> : IActivation<TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply(TVector x) => Elementary<TVectors, TVector>.Tanh(x);
}

/// <summary>x / (1 + exp(-x)).</summary>
internal readonly struct Swish<TVectors, TVector> : IActivation<TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply(TVector x) => Elementary<TVectors, TVector>.Swish(x);
}

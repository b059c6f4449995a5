using System.Runtime.CompilerServices;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Particles.Wells;

/// <summary>F = x - x^3, equation 12.</summary>
internal readonly struct DoubleWell<T, TArithmetic> : IWell<DoubleWell<T, TArithmetic>, T>
    where TArithmetic : IArithmetic<T>
{
    private readonly T impulse;
    private readonly T opposite;

    private DoubleWell(T impulse, T opposite)
    {
        this.impulse = impulse;
        this.opposite = opposite;
    }

    /// <inheritdoc/>
    public static DoubleWell<T, TArithmetic> Create(ParticleSystem system, T stiffness, T impulse) =>
        new(impulse, TArithmetic.Multiply(TArithmetic.Create(-1), impulse));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Kick(T position, T velocity)
    {
        T square = TArithmetic.Multiply(position, position);
        return TArithmetic.MultiplyAdd(position, TArithmetic.MultiplyAdd(square, opposite, impulse), velocity);
    }
}

using System.Runtime.CompilerServices;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Particles.Wells;

/// <summary>F = -k x, equation 8.</summary>
internal readonly struct HarmonicWell<T, TArithmetic> : IWell<HarmonicWell<T, TArithmetic>, T>
    where TArithmetic : IArithmetic<T>
{
    private readonly T slope;

    private HarmonicWell(T slope) => this.slope = slope;

    /// <inheritdoc/>
    public static HarmonicWell<T, TArithmetic> Create(ParticleSystem system, T stiffness, T impulse) =>
        new(TArithmetic.Multiply(TArithmetic.Create(-1), TArithmetic.Multiply(stiffness, impulse)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Kick(T position, T velocity) => TArithmetic.MultiplyAdd(slope, position, velocity);
}

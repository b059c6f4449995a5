using System.Runtime.CompilerServices;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Particles.Wells;

/// <summary>F = (-4 x^3 + 3 x^2 + 32 x - 4) / 50 - 6 cos(30 (x + 5)), equation 14.</summary>
internal readonly struct RuggedWell<T, TArithmetic> : IWell<RuggedWell<T, TArithmetic>, T>
    where TArithmetic : IArithmetic<T>
{
    /// <summary>30 radians in half turns.</summary>
    internal const double HalfTurnsPerLength = 30 / Math.PI;

    private readonly T cubic;
    private readonly T quadratic;
    private readonly T linear;
    private readonly T constant;
    private readonly T amplitude;

    private RuggedWell(T impulse)
    {
        cubic = TArithmetic.Multiply(TArithmetic.Create(-4 / 50.0), impulse);
        quadratic = TArithmetic.Multiply(TArithmetic.Create(3 / 50.0), impulse);
        linear = TArithmetic.Multiply(TArithmetic.Create(32 / 50.0), impulse);
        constant = TArithmetic.Multiply(TArithmetic.Create(-4 / 50.0), impulse);
        amplitude = TArithmetic.Multiply(TArithmetic.Create(-6), impulse);
    }

    /// <inheritdoc/>
    public static RuggedWell<T, TArithmetic> Create(ParticleSystem system, T stiffness, T impulse) => new(impulse);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Kick(T position, T velocity)
    {
        T halfTurns = TArithmetic.MultiplyAdd(position, TArithmetic.Create(HalfTurnsPerLength), TArithmetic.Create(5 * HalfTurnsPerLength));
        T smooth = TArithmetic.MultiplyAdd(TArithmetic.MultiplyAdd(TArithmetic.MultiplyAdd(cubic, position, quadratic), position, linear), position, constant);
        return HalfTurns.AddCosine<T, TArithmetic>(halfTurns, amplitude, TArithmetic.Add(smooth, velocity));
    }
}

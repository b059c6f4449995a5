using System.Runtime.CompilerServices;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Particles.Wells;

/// <summary>F = 48 epsilon / x ((sigma/x)^12 - (sigma/x)^6 / 2), equation 10.</summary>
internal readonly struct LennardJonesWell<T, TArithmetic> : IWell<LennardJonesWell<T, TArithmetic>, T>
    where TArithmetic : IArithmetic<T>
{
    private readonly T sigma;
    private readonly T repulsion;
    private readonly T attraction;

    private LennardJonesWell(T sigma, T repulsion, T attraction)
    {
        this.sigma = sigma;
        this.repulsion = repulsion;
        this.attraction = attraction;
    }

    /// <inheritdoc/>
    public static LennardJonesWell<T, TArithmetic> Create(ParticleSystem system, T stiffness, T impulse)
    {
        T repulsion = TArithmetic.Multiply(TArithmetic.Create(48 * system.Epsilon / system.Sigma), impulse);
        return new(TArithmetic.Create(system.Sigma), repulsion, TArithmetic.Multiply(repulsion, TArithmetic.Create(-0.5)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Kick(T position, T velocity)
    {
        T ratio = TArithmetic.Divide(sigma, position);
        T square = TArithmetic.Multiply(ratio, ratio);
        T third = TArithmetic.Multiply(square, ratio);
        T fourth = TArithmetic.Multiply(square, square);
        T sixth = TArithmetic.Multiply(third, third);
        T seventh = TArithmetic.Multiply(third, fourth);
        return TArithmetic.MultiplyAdd(seventh, TArithmetic.MultiplyAdd(repulsion, sixth, attraction), velocity);
    }
}

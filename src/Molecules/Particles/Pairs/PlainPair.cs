using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Particles.Pairs;

/// <summary>Equations 15 and 16 at all distances. With s = (sigma/r)^2 the force divided by the distance is 48 epsilon / sigma^2 s^4 (s^3 - 1/2).</summary>
internal readonly struct PlainPair : IPair<PlainPair>
{
    private readonly Vector256<double> sigmaSquare;
    private readonly Vector256<double> repulsion;
    private readonly Vector256<double> attraction;
    private readonly double depth;

    private PlainPair(ParticleSystem system)
    {
        double square = system.Sigma * system.Sigma;
        sigmaSquare = Vector256.Create(square);
        repulsion = Vector256.Create(48 * system.Epsilon / square);
        attraction = -0.5 * repulsion;
        depth = 4 * system.Epsilon;
    }

    /// <inheritdoc/>
    public double LengthUnit => 1;

    /// <inheritdoc/>
    public static PlainPair Create(ParticleSystem system) => new(system);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector3x4 Image(Vector3x4 separations) => separations;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> ForceOverDistance(Vector256<double> squares)
    {
        Vector256<double> ratio = sigmaSquare / squares;
        Vector256<double> ratioSquare = ratio * ratio;
        return ratioSquare * ratioSquare * Vector256.FusedMultiplyAdd(ratioSquare * ratio, repulsion, attraction);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> Energy(Vector256<double> squares)
    {
        Vector256<double> ratio = sigmaSquare / squares;
        Vector256<double> sixth = ratio * ratio * ratio;
        return depth * sixth * (sixth - Vector256<double>.One);
    }
}

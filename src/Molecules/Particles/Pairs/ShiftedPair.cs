using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Particles.Pairs;

/// <summary>Equations 15 and 16 of nearest images, truncated at half the edge c of the cube with a shifted force: U(r) - U(c) + F(c) (r - c) and F(r) - F(c).
/// The unit of length is the edge, so that the nearest image differs by whole numbers.</summary>
internal readonly struct ShiftedPair : IPair<ShiftedPair>
{
    private const double CutoffSquare = 0.25;

    // Constants, too, are fields: read from memory where they are used, they leave registers to what changes.
    private readonly Vector256<double> one;
    private readonly Vector256<double> cutoffSquare;
    private readonly Vector256<double> repulsion;
    private readonly Vector256<double> attraction;
    private readonly Vector256<double> shift;
    private readonly Vector256<double> sigmaSquare;
    private readonly double depth;
    private readonly double energyAtCutoff;

    private ShiftedPair(ParticleSystem system)
    {
        LengthUnit = system.Size;
        one = Vector256<double>.One;
        cutoffSquare = Vector256.Create(CutoffSquare);
        double sigma = system.Sigma / system.Size;
        double square = sigma * sigma;
        double sixth = square * square * square;

        // A force over a distance needs no change of units: accelerations are then in edges, as positions are.
        repulsion = Vector256.Create(48 * system.Epsilon * sixth * sixth / (system.Size * system.Size));
        attraction = Vector256.Create(-24 * system.Epsilon * sixth / (system.Size * system.Size));
        sigmaSquare = Vector256.Create(square);
        depth = 4 * system.Epsilon;
        shift = Vector256<double>.Zero;
        shift = -Math.Sqrt(CutoffSquare) * Unshifted(one / cutoffSquare);
        energyAtCutoff = Unshifted(cutoffSquare, square, depth)[0];
    }

    /// <inheritdoc/>
    public double LengthUnit { get; }

    /// <inheritdoc/>
    public static ShiftedPair Create(ParticleSystem system) => new(system);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector3x4 Image(Vector3x4 separations) => new(
        separations.X - Vector256.Round(separations.X), separations.Y - Vector256.Round(separations.Y), separations.Z - Vector256.Round(separations.Z));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> ForceOverDistance(Vector256<double> squares)
    {
        // The division and the square root are independent of each other, so that neither waits.
        Vector256<double> inverseSquare = one / squares;
        Vector256<double> inverse = inverseSquare * Vector256.Sqrt(squares);
        return Vector256.FusedMultiplyAdd(inverse, shift, Unshifted(inverseSquare)) & Vector256.LessThan(squares, cutoffSquare);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> Energy(Vector256<double> squares)
    {
        // U(r) - U(c) + F(c) (r - c); the shift is -F(c) divided by the edge, whereas r here is in edges.
        Vector256<double> ramp = shift * (LengthUnit * LengthUnit) * (Vector256.Create(0.5) - Vector256.Sqrt(squares));
        Vector256<double> energy = Unshifted(squares, sigmaSquare[0], depth) + ramp - Vector256.Create(energyAtCutoff);
        return energy & Vector256.LessThan(squares, cutoffSquare);
    }

    private static Vector256<double> Unshifted(Vector256<double> squares, double sigmaSquare, double depth)
    {
        Vector256<double> ratio = Vector256.Create(sigmaSquare) / squares;
        Vector256<double> sixth = ratio * ratio * ratio;
        return depth * sixth * (sixth - Vector256<double>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<double> Unshifted(Vector256<double> inverseSquare)
    {
        Vector256<double> square = inverseSquare * inverseSquare;
        return square * square * Vector256.FusedMultiplyAdd(square * inverseSquare, repulsion, attraction);
    }
}

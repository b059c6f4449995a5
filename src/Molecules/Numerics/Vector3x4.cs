using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LatentSim.Molecules.Numerics;

/// <summary>Four points or directions side by side, so that one pass of a loop serves four of them. Every operation is an IEEE operation on each of
/// the four, so that all machines get the same bits.</summary>
/// <param name="X">First components.</param>
/// <param name="Y">Second components.</param>
/// <param name="Z">Third components.</param>
internal readonly record struct Vector3x4(Vector256<double> X, Vector256<double> Y, Vector256<double> Z)
{
    /// <summary>Squares of the lengths.</summary>
    internal Vector256<double> LengthSquared => Dot(this, this);

    /// <summary>Scalar products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> Dot(Vector3x4 a, Vector3x4 b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);

    /// <summary>Vector products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector3x4 Cross(Vector3x4 a, Vector3x4 b) =>
        new((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));

    /// <summary>Sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector3x4 operator +(Vector3x4 a, Vector3x4 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    /// <summary>Differences.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector3x4 operator -(Vector3x4 a, Vector3x4 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    /// <summary>Multiples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector3x4 operator *(Vector256<double> factor, Vector3x4 a) => new(factor * a.X, factor * a.Y, factor * a.Z);

    /// <summary>Squares of the lengths, with fused multiplications and additions.</summary>
    internal Vector256<double> FusedLengthSquared
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.FusedMultiplyAdd(Z, Z, Vector256.FusedMultiplyAdd(Y, Y, X * X));
    }

    /// <summary>Each place gets the point of the next one, the last that of the first.</summary>
    internal Vector3x4 Rotated
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Lanes.Rotate(X), Lanes.Rotate(Y), Lanes.Rotate(Z));
    }

    /// <summary>Each place gets the point of the one before it, the first that of the last.</summary>
    internal Vector3x4 RotatedBack
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Lanes.RotateBack(X), Lanes.RotateBack(Y), Lanes.RotateBack(Z));
    }

    /// <summary>The first and second point change places, and the third and fourth.</summary>
    internal Vector3x4 NeighboursSwapped
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Lanes.SwapNeighbours(X), Lanes.SwapNeighbours(Y), Lanes.SwapNeighbours(Z));
    }

    /// <summary>The first two points change places with the last two.</summary>
    internal Vector3x4 HalvesSwapped
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Lanes.SwapHalves(X), Lanes.SwapHalves(Y), Lanes.SwapHalves(Z));
    }

    /// <summary>Each point of <paramref name="a"/> times its factor plus that of <paramref name="b"/>, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector3x4 MultiplyAdd(Vector3x4 a, Vector256<double> factor, Vector3x4 b) =>
        new(Vector256.FusedMultiplyAdd(a.X, factor, b.X), Vector256.FusedMultiplyAdd(a.Y, factor, b.Y), Vector256.FusedMultiplyAdd(a.Z, factor, b.Z));

    /// <summary>Each point of <paramref name="b"/> less its factor times that of <paramref name="a"/>, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector3x4 SubtractMultiplied(Vector3x4 a, Vector256<double> factor, Vector3x4 b) =>
        new(Vector256.FusedMultiplyAdd(-a.X, factor, b.X), Vector256.FusedMultiplyAdd(-a.Y, factor, b.Y), Vector256.FusedMultiplyAdd(-a.Z, factor, b.Z));
}

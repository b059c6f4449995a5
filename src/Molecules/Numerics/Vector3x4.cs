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
}

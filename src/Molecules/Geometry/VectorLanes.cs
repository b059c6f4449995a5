using System.Runtime.CompilerServices;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Geometry;

/// <summary>Several <see cref="Vector3D"/> side by side, in its operations and their order.</summary>
/// <param name="X">First components.</param>
/// <param name="Y">Second components.</param>
/// <param name="Z">Third components.</param>
/// <typeparam name="T">Numbers side by side.</typeparam>
internal readonly record struct VectorLanes<T>(T X, T Y, T Z)
    where T : unmanaged, INumberLanes<T>
{
    /// <summary>Squares of the lengths.</summary>
    internal T LengthSquared
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Dot(this, this);
    }

    /// <summary>The lengths.</summary>
    internal T Length
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => T.Sqrt(Dot(this, this));
    }

    /// <summary>The same vector everywhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static VectorLanes<T> Create(double x, double y, double z) => new(T.Create(x), T.Create(y), T.Create(z));

    /// <summary>Reads an atom of several frames, the first lane's at <paramref name="first"/>, float[atom, 3, <see cref="FrameLanes.Count"/>].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static VectorLanes<T> Read(ref readonly float first, int atom)
    {
        ref var x = ref Unsafe.Add(ref Unsafe.AsRef(in first), 3 * atom * FrameLanes.Count);
        return new(T.Widen(ref x), T.Widen(ref Unsafe.Add(ref x, FrameLanes.Count)), T.Widen(ref Unsafe.Add(ref x, 2 * FrameLanes.Count)));
    }

    /// <summary>Writes an atom of several frames, see <see cref="Read"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Write(ref float first, int atom)
    {
        ref var x = ref Unsafe.Add(ref first, 3 * atom * FrameLanes.Count);
        T.Narrow(X, ref x);
        T.Narrow(Y, ref Unsafe.Add(ref x, FrameLanes.Count));
        T.Narrow(Z, ref Unsafe.Add(ref x, 2 * FrameLanes.Count));
    }

    /// <summary>Scalar products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Dot(VectorLanes<T> a, VectorLanes<T> b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);

    /// <summary>Vector products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static VectorLanes<T> Cross(VectorLanes<T> a, VectorLanes<T> b) =>
        new((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));

    /// <summary>The first vector where the mask is set, the second elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static VectorLanes<T> Select(T mask, VectorLanes<T> set, VectorLanes<T> otherwise) =>
        new(T.Select(mask, set.X, otherwise.X), T.Select(mask, set.Y, otherwise.Y), T.Select(mask, set.Z, otherwise.Z));

    /// <summary>Sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorLanes<T> operator +(VectorLanes<T> a, VectorLanes<T> b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    /// <summary>Differences.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorLanes<T> operator -(VectorLanes<T> a, VectorLanes<T> b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    /// <summary>Multiples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorLanes<T> operator *(T factor, VectorLanes<T> a) => new(factor * a.X, factor * a.Y, factor * a.Z);
}

using System.Runtime.CompilerServices;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Geometry;

/// <summary>Several <see cref="LocalFrame"/> side by side, in its operations and their order.</summary>
/// <typeparam name="T">Numbers side by side.</typeparam>
internal struct LocalFrameLanes<T>
    where T : unmanaged, INumberLanes<T>
{
    private VectorLanes<T> _origin;
    private VectorLanes<T> _along;
    private VectorLanes<T> _across;
    private VectorLanes<T> _normal;

    /// <summary>Finds the frames of a row's reference atoms.</summary>
    /// <param name="row">The row, which has a bond.</param>
    /// <param name="xyz">Where the first lane's frame is, float[atom, 3, <see cref="FrameLanes.Count"/>].</param>
    /// <param name="frame">The frames.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Find(in ZMatrixRow row, ref readonly float xyz, out LocalFrameLanes<T> frame)
    {
        var bond = VectorLanes<T>.Read(in xyz, row.Bond);
        var angle = row.Angle < 0 ? bond : VectorLanes<T>.Read(in xyz, row.Angle);
        var arm = row.Torsion < 0 ? VectorLanes<T>.Create(0, 0, 0) : angle - VectorLanes<T>.Read(in xyz, row.Torsion);
        var along = bond - angle;
        var length = along.Length;
        along = VectorLanes<T>.Select(T.IsEqual(length, T.Create(0)), VectorLanes<T>.Create(1, 0, 0), (T.Create(1) / length) * along);
        var normal = VectorLanes<T>.Cross(arm, along);
        var isBent = T.IsLess(T.Create(LocalFrame.CollinearSine) * arm.Length, normal.Length);
        if (!T.All(isBent))
            normal = InsteadOf(normal, isBent, along);
        normal = (T.Create(1) / normal.Length) * normal;
        frame._origin = bond;
        frame._along = along;
        frame._across = VectorLanes<T>.Cross(normal, along);
        frame._normal = normal;
    }

    /// <summary>Places points; see <see cref="LocalFrame.Place"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly VectorLanes<T> Place(T bond, (T Sine, T Cosine) angle, (T Sine, T Cosine) torsion)
    {
        var along = -bond * angle.Cosine;
        var reach = bond * angle.Sine;
        return _origin + (along * _along) + (reach * torsion.Cosine * _across) + (reach * torsion.Sine * _normal);
    }

    /// <summary>Distances of points, and the points of the plane whose angles are their angles and torsions; see <see cref="LocalFrame.Project"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly (T Bond, (T Y, T X) Angle, (T Y, T X) Torsion) Project(VectorLanes<T> position)
    {
        var arm = position - _origin;
        var along = VectorLanes<T>.Dot(arm, _along);
        var across = VectorLanes<T>.Dot(arm, _across);
        var normal = VectorLanes<T>.Dot(arm, _normal);
        var radius = T.Sqrt((across * across) + (normal * normal));
        return (arm.Length, (radius, -along), (normal, across));
    }

    // Where three atoms are in line, a direction fixed in space stands in.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static VectorLanes<T> InsteadOf(VectorLanes<T> normal, T isBent, VectorLanes<T> along)
    {
        var positive = ~T.Create(-0.0);
        var (x, y, z) = (along.X & positive, along.Y & positive, along.Z & positive);
        var isX = T.IsLessOrEqual(x, y) & T.IsLessOrEqual(x, z);
        var isY = T.IsLessOrEqual(y, z);
        var axis = VectorLanes<T>.Select(isY, VectorLanes<T>.Create(0, 1, 0), VectorLanes<T>.Create(0, 0, 1));
        axis = VectorLanes<T>.Select(isX, VectorLanes<T>.Create(1, 0, 0), axis);
        return VectorLanes<T>.Select(isBent, normal, VectorLanes<T>.Cross(axis, along));
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Geometry;

/// <summary>Measures and places frames as <see cref="InternalCoordinates"/> does, frames side by side: the same bits.</summary>
/// <param name="coordinates">The coordinates.</param>
/// <param name="instructions">How wide vectors are.</param>
internal sealed class CoordinateLanes(InternalCoordinates coordinates, InstructionSet instructions)
{
    private const int Lanes = FrameLanes.Count;
    private readonly ZMatrixRow[] _rows = [.. coordinates.Rows];

    /// <summary>Measures frames.</summary>
    /// <param name="xyz">float[atom, 3, frame], nm.</param>
    /// <param name="values">float[coordinate, frame], nm and radians.</param>
    /// <param name="frames">How many of the frames matter, at most <see cref="FrameLanes.Count"/>.</param>
    /// <exception cref="ArgumentException">A span's length does not fit.</exception>
    internal void Measure(ReadOnlySpan<float> xyz, Span<float> values, int frames)
    {
        CheckLengths(xyz.Length, values.Length);
        if (instructions == InstructionSet.Avx512)
            Measure<NumberLanes8>(xyz, values, frames);
        else
            Measure<NumberLanes4>(xyz, values, frames);
    }

    /// <summary>Places frames.</summary>
    /// <param name="values">float[coordinate, frame], nm and radians.</param>
    /// <param name="xyz">float[atom, 3, frame], nm; holds the given atoms' positions on entry.</param>
    /// <param name="gaps">float[frame]: how much the worst triangle of each lacks to close, see <see cref="InternalCoordinates.Place"/>.</param>
    /// <param name="frames">How many of the frames matter, at most <see cref="FrameLanes.Count"/>.</param>
    /// <exception cref="ArgumentException">A span's length does not fit.</exception>
    internal void Place(ReadOnlySpan<float> values, Span<float> xyz, Span<float> gaps, int frames)
    {
        CheckLengths(xyz.Length, values.Length);
        if (gaps.Length != Lanes)
            throw new ArgumentException($"{gaps.Length} gaps for {Lanes} frames.", nameof(gaps));
        if (instructions == InstructionSet.Avx512)
            Place<NumberLanes8>(values, xyz, gaps, frames);
        else
            Place<NumberLanes4>(values, xyz, gaps, frames);
    }

    private void Measure<T>(ReadOnlySpan<float> xyz, Span<float> values, int frames)
        where T : unmanaged, INumberLanes<T>
    {
        for (var lane = 0; lane < frames; lane += T.Count)
        {
            ref var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(xyz), lane);
            ref var next = ref Unsafe.Add(ref MemoryMarshal.GetReference(values), lane);
            foreach (ref readonly var row in _rows.AsSpan())
            {
                if (row.Bond < 0)
                    continue;
                MeasureRow<T>(in row, ref first, ref next);
                next = ref Unsafe.Add(ref next, row.CoordinateCount * Lanes);
            }
        }
    }

    private void Place<T>(ReadOnlySpan<float> values, Span<float> xyz, Span<float> gaps, int frames)
        where T : unmanaged, INumberLanes<T>
    {
        for (var lane = 0; lane < frames; lane += T.Count)
        {
            ref var next = ref Unsafe.Add(ref MemoryMarshal.GetReference(values), lane);
            ref var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(xyz), lane);
            var gap = T.Create(0);
            foreach (ref readonly var row in _rows.AsSpan())
            {
                PlaceRow(in row, ref next, ref first, ref gap);
                next = ref Unsafe.Add(ref next, row.CoordinateCount * Lanes);
            }

            T.Narrow(gap, ref gaps[lane]);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MeasureRow<T>(in ZMatrixRow row, ref readonly float xyz, ref float values)
        where T : unmanaged, INumberLanes<T>
    {
        LocalFrameLanes<T>.Find(in row, in xyz, out var frame);
        var position = VectorLanes<T>.Read(in xyz, row.Atom);
        var (bond, angle, torsion) = frame.Project(position);
        T.Narrow(bond, ref values);
        if (row.ByDistance)
            T.Narrow((position - VectorLanes<T>.Read(in xyz, row.Angle)).Length, ref Unsafe.Add(ref values, Lanes));
        else if (row.Angle >= 0)
            T.Narrow(Wrap(TrigonometryLanes.Atan2(angle.Y, angle.X)), ref Unsafe.Add(ref values, Lanes));
        if (row.Torsion >= 0)
            T.Narrow(Wrap(TrigonometryLanes.Atan2(torsion.Y, torsion.X)), ref Unsafe.Add(ref values, 2 * Lanes));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void PlaceRow<T>(in ZMatrixRow row, ref readonly float values, ref float xyz, ref T gap)
        where T : unmanaged, INumberLanes<T>
    {
        if (row.Bond < 0)
        {
            VectorLanes<T>.Create(0, 0, 0).Write(ref xyz, row.Atom);
            return;
        }

        LocalFrameLanes<T>.Find(in row, in xyz, out var frame);
        var bond = T.Widen(in values);
        var angle = row.Angle < 0 ? T.Create(Math.PI) : T.Widen(in Unsafe.Add(ref Unsafe.AsRef(in values), Lanes));
        if (row.ByDistance)
            angle = Corner(in row, bond, angle, ref xyz, ref gap);
        var torsion = row.Torsion < 0 ? T.Create(0) : T.Widen(in Unsafe.Add(ref Unsafe.AsRef(in values), 2 * Lanes));
        frame.Place(bond, TrigonometryLanes.SinCos(angle), TrigonometryLanes.SinCos(torsion)).Write(ref xyz, row.Atom);
    }

    // The angle at the bond's atom, given the distance from the angle's: TriangleCorner.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Corner<T>(in ZMatrixRow row, T first, T opposite, ref readonly float xyz, ref T gap)
        where T : unmanaged, INumberLanes<T>
    {
        var second = (VectorLanes<T>.Read(in xyz, row.Bond) - VectorLanes<T>.Read(in xyz, row.Angle)).Length;
        var longest = first + second;
        var shortest = (first - second) & ~T.Create(-0.0);
        var isLong = T.IsLessOrEqual(longest, opposite);
        var isShort = T.IsLessOrEqual(opposite, shortest);
        var sine = T.Sqrt((opposite - shortest) * (opposite + shortest));
        var cosine = T.Sqrt((longest - opposite) * (longest + opposite));
        var zero = T.Create(0);
        var lack = T.Select(isLong, opposite - longest, T.Select(isShort, shortest - opposite, zero));
        gap = T.Select(T.IsLess(gap, lack), lack, gap);
        var angle = T.Create(2) * TrigonometryLanes.Atan2(sine, cosine);
        return T.Select(isLong, T.Create(Math.PI), T.Select(isShort, zero, angle));
    }

    // What is not above -pi is -pi.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Wrap<T>(T angle)
        where T : unmanaged, INumberLanes<T> => T.Select(T.IsLessOrEqual(angle, T.Create(-Math.PI)), T.Create(Math.PI), angle);

    private void CheckLengths(int cartesian, int values)
    {
        if (cartesian != 3 * coordinates.AtomCount * Lanes || values != coordinates.Count * Lanes)
            throw new ArgumentException($"{cartesian} numbers and {values} coordinates are not {Lanes} frames of {coordinates.AtomCount} atoms.");
    }
}

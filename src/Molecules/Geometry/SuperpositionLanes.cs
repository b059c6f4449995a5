using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Geometry;

/// <summary>Superposes frames on one reference as <see cref="Superposition"/> does, all atoms alike, frames side by side: the same bits.</summary>
internal sealed class SuperpositionLanes
{
    private const int Lanes = FrameLanes.Count;
    private readonly Vector3D[] _reference;
    private readonly Vector3D _center;
    private readonly InstructionSet _instructions;

    /// <summary>Prepares the reference.</summary>
    /// <param name="reference">float[atom, 3], nm.</param>
    /// <param name="instructions">How wide vectors are.</param>
    /// <exception cref="ArgumentException">There are no atoms.</exception>
    internal SuperpositionLanes(ReadOnlySpan<float> reference, InstructionSet instructions)
    {
        _instructions = instructions;
        if (reference.IsEmpty)
            throw new ArgumentException("There are no atoms.", nameof(reference));
        var atoms = new SelectedAtoms(reference, []);
        _center = atoms.Center([]);
        _reference = new Vector3D[atoms.Count];
        for (var i = 0; i < _reference.Length; i++)
            _reference[i] = atoms[i] - _center;
    }

    /// <summary>Moves each frame onto the reference.</summary>
    /// <param name="xyz">float[atom, 3, frame], nm.</param>
    /// <param name="frames">How many of the frames matter, at most <see cref="FrameLanes.Count"/>.</param>
    /// <exception cref="ArgumentException">The frames have another number of atoms.</exception>
    internal void Run(Span<float> xyz, int frames)
    {
        if (xyz.Length != 3 * _reference.Length * Lanes)
            throw new ArgumentException($"{xyz.Length} numbers are not {Lanes} frames of {_reference.Length} atoms.", nameof(xyz));
        if (_instructions == InstructionSet.Avx512)
            Run<NumberLanes8>(ref MemoryMarshal.GetReference(xyz), frames);
        else
            Run<NumberLanes4>(ref MemoryMarshal.GetReference(xyz), frames);
    }

    private void Run<T>(ref float xyz, int frames)
        where T : unmanaged, INumberLanes<T>
    {
        for (var lane = 0; lane < frames; lane += T.Count)
            Move<T>(ref Unsafe.Add(ref xyz, lane));
    }

    private void Move<T>(ref float xyz)
        where T : unmanaged, INumberLanes<T>
    {
        var center = Center<T>(ref xyz);
        Span<T> key = stackalloc T[16];
        Span<T> vectors = stackalloc T[16];
        var squareSum = FillKey(ref xyz, center, key);
        SymmetricEigenLanes.Solve(key, vectors);
        Span<T> quaternion = stackalloc T[4];
        LeastTurning(key, vectors, squareSum, quaternion);
        Span<VectorLanes<T>> rotation = stackalloc VectorLanes<T>[3];
        FillRotation(quaternion, rotation);
        Apply(ref xyz, rotation, center);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private VectorLanes<T> Center<T>(ref float xyz)
        where T : unmanaged, INumberLanes<T>
    {
        var sum = VectorLanes<T>.Create(0, 0, 0);
        for (var i = 0; i < _reference.Length; i++)
            sum += VectorLanes<T>.Read(ref xyz, i);
        return T.Create(1.0 / _reference.Length) * sum;
    }

    // KeyMatrix, and the sum of squared distances from both centres.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private T FillKey<T>(ref float xyz, VectorLanes<T> center, Span<T> key)
        where T : unmanaged, INumberLanes<T>
    {
        var rowX = VectorLanes<T>.Create(0, 0, 0);
        var (rowY, rowZ, squareSum) = (rowX, rowX, T.Create(0));
        for (var i = 0; i < _reference.Length; i++)
        {
            var from = VectorLanes<T>.Read(ref xyz, i) - center;
            var to = VectorLanes<T>.Create(_reference[i].X, _reference[i].Y, _reference[i].Z);
            rowX += from.X * to;
            rowY += from.Y * to;
            rowZ += from.Z * to;
            squareSum += from.LengthSquared + to.LengthSquared;
        }

        key[0] = rowX.X + rowY.Y + rowZ.Z;
        key[5] = rowX.X - rowY.Y - rowZ.Z;
        key[10] = rowY.Y - rowX.X - rowZ.Z;
        key[15] = rowZ.Z - rowX.X - rowY.Y;
        key[1] = key[4] = rowY.Z - rowZ.Y;
        key[2] = key[8] = rowZ.X - rowX.Z;
        key[3] = key[12] = rowX.Y - rowY.X;
        key[6] = key[9] = rowX.Y + rowY.X;
        key[7] = key[13] = rowZ.X + rowX.Z;
        key[11] = key[14] = rowY.Z + rowZ.Y;
        return squareSum;
    }

    // Of several best rotations the one that turns least: KeyMatrix.LargestEigenvector.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LeastTurning<T>(ReadOnlySpan<T> diagonal, ReadOnlySpan<T> vectors, T squareSum, Span<T> quaternion)
        where T : unmanaged, INumberLanes<T>
    {
        Span<T> best = stackalloc T[4];
        var largest = diagonal[0];
        for (var k = 0; k < 4; k++)
            (best[k], quaternion[k]) = (vectors[4 * k], T.Create(0));
        for (var i = 1; i < 4; i++)
        {
            var isLarger = T.IsLess(largest, diagonal[5 * i]);
            largest = T.Select(isLarger, diagonal[5 * i], largest);
            for (var k = 0; k < 4; k++)
                best[k] = T.Select(isLarger, vectors[(4 * k) + i], best[k]);
        }

        var tied = largest - (T.Create(1e-10) * squareSum);
        for (var i = 0; i < 4; i++)
        {
            var isTied = T.IsLessOrEqual(tied, diagonal[5 * i]);
            for (var k = 0; k < 4; k++)
                quaternion[k] = T.Select(isTied, quaternion[k] + (vectors[i] * vectors[(4 * k) + i]), quaternion[k]);
        }

        var lengthSquared = T.Create(0);
        foreach (var component in quaternion)
            lengthSquared += component * component;
        var isLong = T.IsLess(T.Create(1e-16), lengthSquared);
        for (var k = 0; k < 4; k++)
            quaternion[k] = T.Select(isLong, quaternion[k], best[k]);
    }

    // RotationMatrix.FromQuaternion.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FillRotation<T>(ReadOnlySpan<T> quaternion, Span<VectorLanes<T>> rotation)
        where T : unmanaged, INumberLanes<T>
    {
        var (w, x, y, z) = (quaternion[0], quaternion[1], quaternion[2], quaternion[3]);
        var one = T.Create(1);
        var scale = T.Create(2) / ((w * w) + (x * x) + (y * y) + (z * z));
        rotation[0] = new(one - (scale * ((y * y) + (z * z))), scale * ((x * y) - (w * z)), scale * ((x * z) + (w * y)));
        rotation[1] = new(scale * ((x * y) + (w * z)), one - (scale * ((x * x) + (z * z))), scale * ((y * z) - (w * x)));
        rotation[2] = new(scale * ((x * z) - (w * y)), scale * ((y * z) + (w * x)), one - (scale * ((x * x) + (y * y))));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Apply<T>(ref float xyz, ReadOnlySpan<VectorLanes<T>> rotation, VectorLanes<T> center)
        where T : unmanaged, INumberLanes<T>
    {
        var target = VectorLanes<T>.Create(_center.X, _center.Y, _center.Z);
        for (var i = 0; i < _reference.Length; i++)
        {
            var point = VectorLanes<T>.Read(ref xyz, i) - center;
            var turned = new VectorLanes<T>(
                VectorLanes<T>.Dot(rotation[0], point), VectorLanes<T>.Dot(rotation[1], point), VectorLanes<T>.Dot(rotation[2], point));
            (turned + target).Write(ref xyz, i);
        }
    }
}

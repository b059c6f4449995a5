using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Geometry;

/// <summary><see cref="SymmetricEigen4"/> of several matrices side by side, in its operations and their order: each has the bits that it has alone.</summary>
internal static class SymmetricEigenLanes
{
    /// <summary>Leaves the eigenvalues on the diagonal of <paramref name="matrix"/> and their eigenvectors in the columns of <paramref name="vectors"/>.</summary>
    /// <param name="matrix">[4, 4].</param>
    /// <param name="vectors">[4, 4].</param>
    internal static void Solve<T>(Span<T> matrix, Span<T> vectors)
        where T : unmanaged, INumberLanes<T>
    {
        vectors.Clear();
        for (var i = 0; i < 4; i++)
            vectors[5 * i] = T.Create(1);
        var negligible = T.Create(1e-32) * SumOfSquares(matrix, diagonal: true);
        ref var m = ref MemoryMarshal.GetReference(matrix);
        ref var v = ref MemoryMarshal.GetReference(vectors);
        for (var sweep = 0; sweep < SymmetricEigen4.MaximumSweeps; sweep++)
        {
            var isActive = T.IsLess(negligible, SumOfSquares(matrix, diagonal: false));
            if (!T.Any(isActive))
                return;
            for (var p = 0; p < 3; p++)
                for (var q = p + 1; q < 4; q++)
                    Rotate(ref m, ref v, p, q, isActive);
        }
    }

    private static T SumOfSquares<T>(ReadOnlySpan<T> matrix, bool diagonal)
        where T : unmanaged, INumberLanes<T>
    {
        var sum = T.Create(0);
        for (var i = 0; i < 16; i++)
            if (diagonal || i % 5 != 0)
                sum += matrix[i] * matrix[i];
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Rotate<T>(ref T matrix, ref T vectors, int p, int q, T isActive)
        where T : unmanaged, INumberLanes<T>
    {
        var offDiagonal = Unsafe.Add(ref matrix, (4 * p) + q);
        var turns = isActive & ~T.IsEqual(offDiagonal, T.Create(0));
        if (!T.Any(turns))
            return;
        var one = T.Create(1);
        var sign = T.Create(-0.0);
        var ratio = (Unsafe.Add(ref matrix, 5 * q) - Unsafe.Add(ref matrix, 5 * p)) / (T.Create(2) * offDiagonal);
        var tangent = (one | (ratio & sign)) / ((ratio & ~sign) + T.Sqrt(one + (ratio * ratio)));
        var cosine = one / T.Sqrt(one + (tangent * tangent));
        var sine = tangent * cosine;
        var all = T.All(turns);
        Turn(ref Unsafe.Add(ref matrix, p), ref Unsafe.Add(ref matrix, q), 4, cosine, sine, turns, all);
        Turn(ref Unsafe.Add(ref matrix, 4 * p), ref Unsafe.Add(ref matrix, 4 * q), 1, cosine, sine, turns, all);
        Turn(ref Unsafe.Add(ref vectors, p), ref Unsafe.Add(ref vectors, q), 4, cosine, sine, turns, all);
    }

    // Turns four pairs, a stride apart, where the mask is set.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Turn<T>(ref T p, ref T q, int stride, T cosine, T sine, T turns, bool all)
        where T : unmanaged, INumberLanes<T>
    {
        for (var k = 0; k < 4; k++)
        {
            var (first, second) = (p, q);
            var newFirst = (cosine * first) - (sine * second);
            var newSecond = (sine * first) + (cosine * second);
            p = all ? newFirst : T.Select(turns, newFirst, first);
            q = all ? newSecond : T.Select(turns, newSecond, second);
            p = ref Unsafe.Add(ref p, stride);
            q = ref Unsafe.Add(ref q, stride);
        }
    }
}

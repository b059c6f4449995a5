using System.Runtime.CompilerServices;

namespace LatentSim.Models.Kernels.Vectors;

/// <summary>Rows that lie a stride apart.</summary>
/// <param name="first">The first row.</param>
/// <param name="stride">Floats from row to row.</param>
internal readonly unsafe struct RowPointers(float* first, nint stride)
{
    /// <summary>The first row.</summary>
    public readonly float* First = first;

    /// <summary>Floats from row to row.</summary>
    public readonly nint Stride = stride;

    /// <summary>A row, or the last one where there is no such row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float* At(int row, int last) => First + (Math.Min(row, last) * Stride);

    /// <summary>The rows from another first row on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RowPointers From(int row) => new(First + (row * Stride), Stride);

    /// <summary>The same rows from another column on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RowPointers Column(nint column) => new(First + column, Stride);
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LatentSim.Molecules.Numerics;

/// <summary>Memory for points in fours that starts at a boundary of 64 bytes, so that no group of four numbers straddles two cache lines.</summary>
internal sealed class AlignedBlocks
{
    private const int Boundary = 64;
    private readonly byte[] memory;
    private readonly int offset;
    private readonly int length;

    /// <summary>Makes zeroed memory.</summary>
    internal AlignedBlocks(int count)
    {
        length = count * Unsafe.SizeOf<Vector3x4>();
        memory = GC.AllocateArray<byte>(length + Boundary, pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0);
        offset = (int)((Boundary - (address % Boundary)) % Boundary);
    }

    /// <summary>The points.</summary>
    internal Span<Vector3x4> Span => MemoryMarshal.Cast<byte, Vector3x4>(memory.AsSpan(offset, length));
}

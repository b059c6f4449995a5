using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LatentSim.Molecules.Numerics;

/// <summary>Four numbers side by side change places. Where the processor has an instruction that is faster than its general shuffle, it is used.</summary>
internal static class Lanes
{
    /// <summary>a b c d -> b c d a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> Rotate(Vector256<double> lanes) => Vector256.Shuffle(lanes, Vector256.Create(1L, 2, 3, 0));

    /// <summary>a b c d -> d a b c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> RotateBack(Vector256<double> lanes) => Vector256.Shuffle(lanes, Vector256.Create(3L, 0, 1, 2));

    /// <summary>a b c d -> b a d c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> SwapNeighbours(Vector256<double> lanes) =>
        Avx.IsSupported ? Avx.Permute(lanes, 0b0101) : Vector256.Shuffle(lanes, Vector256.Create(1L, 0, 3, 2));

    /// <summary>a b c d -> c d a b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> SwapHalves(Vector256<double> lanes) =>
        Avx.IsSupported ? Avx.Permute2x128(lanes, lanes, 1) : Vector256.Shuffle(lanes, Vector256.Create(2L, 3, 0, 1));
}

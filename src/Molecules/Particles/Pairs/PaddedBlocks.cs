using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LatentSim.Molecules.Particles.Pairs;

/// <summary>The last block has places without a particle.</summary>
internal readonly struct PaddedBlocks : IBlockFill
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Keep(Vector256<double> values, in Vector256<double> isParticle) => values & isParticle;
}

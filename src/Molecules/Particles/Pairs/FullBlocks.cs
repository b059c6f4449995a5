using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LatentSim.Molecules.Particles.Pairs;

/// <summary>Every place holds a particle.</summary>
internal readonly struct FullBlocks : IBlockFill
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Keep(Vector256<double> values, in Vector256<double> isParticle) => values;
}

using System.Runtime.Intrinsics;

namespace LatentSim.Molecules.Particles.Pairs;

/// <summary>How blocks of four are filled; a type, so that nothing is asked while forces are computed.</summary>
internal interface IBlockFill
{
    /// <summary>The values of places that hold particles, zero for the others.</summary>
    static abstract Vector256<double> Keep(Vector256<double> values, in Vector256<double> isParticle);
}

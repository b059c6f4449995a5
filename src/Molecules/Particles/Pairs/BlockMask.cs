using System.Runtime.Intrinsics;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Particles.Pairs;

/// <summary>Which places of a block hold a particle, all bits set where one is, with the places changed as <see cref="PairForces"/> changes them.</summary>
internal readonly struct BlockMask
{
    internal readonly Vector256<double> Plain;
    internal readonly Vector256<double> NeighboursSwapped;
    internal readonly Vector256<double> HalvesSwapped;
    internal readonly Vector256<double> BothSwapped;

    /// <summary>Where a place and the next one both hold a particle.</summary>
    internal readonly Vector256<double> WithNext;

    /// <summary>Where a place and the one across both hold a particle.</summary>
    internal readonly Vector256<double> WithAcross;

    internal BlockMask(int particles)
    {
        Plain = Vector256.LessThan(Vector256.Create(0L, 1, 2, 3), Vector256.Create((long)particles)).AsDouble();
        NeighboursSwapped = Lanes.SwapNeighbours(Plain);
        HalvesSwapped = Lanes.SwapHalves(Plain);
        BothSwapped = Lanes.SwapHalves(NeighboursSwapped);
        WithNext = Plain & Lanes.Rotate(Plain);
        WithAcross = Plain & HalvesSwapped;
    }

    /// <summary>The masks of all blocks.</summary>
    internal static BlockMask[] Of(int particles) =>
        [.. Enumerable.Range(0, ParticleBlocks.Count(particles)).Select(block => new BlockMask(particles - (4 * block)))];
}

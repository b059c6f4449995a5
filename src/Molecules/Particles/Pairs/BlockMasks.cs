using System.Runtime.Intrinsics;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Particles.Pairs;

/// <summary>Which places of blocks hold a particle: all bits set where one is. All do but the last places of the last block.</summary>
internal sealed class BlockMasks
{
    internal BlockMasks(int particles)
    {
        int blocks = ParticleBlocks.Count(particles);
        Arranged = new Vector256<double>[PairWorkspace.Arrangements * blocks];
        WithNext = new Vector256<double>[blocks];
        WithAcross = new Vector256<double>[blocks];
        for (int block = 0; block < blocks; block++)
        {
            Vector256<double> isParticle = Vector256.LessThan(Vector256.Create(0L, 1, 2, 3), Vector256.Create((long)(particles - (4 * block)))).AsDouble();
            Span<Vector256<double>> arranged = Arranged.AsSpan(PairWorkspace.Arrangements * block);
            arranged[0] = isParticle;
            arranged[1] = Lanes.SwapNeighbours(isParticle);
            arranged[2] = Lanes.SwapHalves(isParticle);
            arranged[3] = Lanes.SwapNeighbours(arranged[2]);
            WithNext[block] = isParticle & Lanes.Rotate(isParticle);
            WithAcross[block] = isParticle & arranged[2];
        }
    }

    /// <summary>[block, arrangement], as <see cref="PairWorkspace"/> arranges places.</summary>
    internal Vector256<double>[] Arranged { get; }

    /// <summary>[block], where a place and the next one both hold a particle.</summary>
    internal Vector256<double>[] WithNext { get; }

    /// <summary>[block], where a place and the one across both hold a particle.</summary>
    internal Vector256<double>[] WithAcross { get; }
}

using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Particles.Pairs;

/// <summary>Memory for the forces of one configuration at a time. A block's places are kept in four arrangements: as they are, neighbours swapped, halves swapped, and
/// both; against another block's they make all pairs.</summary>
internal sealed class PairWorkspace
{
    /// <summary>The number of arrangements.</summary>
    internal const int Arrangements = 4;

    private readonly AlignedBlocks positions;
    private readonly AlignedBlocks forces;
    private readonly AlignedBlocks arranged;
    private readonly AlignedBlocks reactions;

    internal PairWorkspace(int particles)
    {
        int blocks = ParticleBlocks.Count(particles);
        positions = new AlignedBlocks(blocks);
        forces = new AlignedBlocks(blocks);
        arranged = new AlignedBlocks(Arrangements * blocks);
        reactions = new AlignedBlocks(Arrangements * blocks);
    }

    /// <summary>[block].</summary>
    internal Span<Vector3x4> Positions => positions.Span;

    /// <summary>[block].</summary>
    internal Span<Vector3x4> Forces => forces.Span;

    /// <summary>[block, arrangement].</summary>
    internal Span<Vector3x4> Arranged => arranged.Span;

    /// <summary>[block, arrangement], what other blocks do to this one, times -1.</summary>
    internal Span<Vector3x4> Reactions => reactions.Span;

    /// <summary>Arranges the positions, and forgets reactions.</summary>
    internal void Arrange()
    {
        ReadOnlySpan<Vector3x4> plain = Positions;
        Span<Vector3x4> places = Arranged;
        Span<Vector3x4> empty = Reactions;
        for (int block = 0; block < plain.Length; block++)
        {
            Span<Vector3x4> four = places.Slice(Arrangements * block, Arrangements);
            Vector3x4 halves = plain[block].HalvesSwapped;
            four[0] = plain[block];
            four[1] = plain[block].NeighboursSwapped;
            four[2] = halves;
            four[3] = halves.NeighboursSwapped;
        }

        for (int i = 0; i < empty.Length; i++)
            empty[i] = default;
    }

    /// <summary>Takes the reactions from the forces, each at its own place.</summary>
    internal void AddReactions()
    {
        Span<Vector3x4> sums = Forces;
        ReadOnlySpan<Vector3x4> parts = Reactions;
        for (int block = 1; block < sums.Length; block++)
        {
            ReadOnlySpan<Vector3x4> four = parts.Slice(Arrangements * block, Arrangements);
            Vector3x4 straight = four[0] + four[2].HalvesSwapped;
            Vector3x4 swapped = four[1] + four[3].HalvesSwapped;
            sums[block] -= straight + swapped.NeighboursSwapped;
        }
    }
}

using LatentSim.Models.Stages;

namespace LatentSim.Actors;

/// <summary>A block of a shard on its way through the stages; empty once its shard has been stopped.</summary>
/// <param name="Range">The steps.</param>
/// <param name="Latents">The latents; null when empty.</param>
/// <param name="Frames">The frames of the last stage that it passed; null before the decoder.</param>
/// <param name="Coarse">The coarse frames that these were made from, where someone watches them.</param>
internal sealed record ShardWork(BlockRange Range, Lease<LatentBlock>? Latents, Lease<FrameBlock>? Frames, Lease<FrameBlock>? Coarse = null)
{
    public bool IsEmpty => Latents is null;

    public static ShardWork Empty(BlockRange range) => new(range, null, null);

    /// <summary>Returns the memory and leaves an empty block.</summary>
    public ShardWork Drop()
    {
        Latents?.Dispose();
        Frames?.Dispose();
        Coarse?.Dispose();
        return Empty(Range);
    }
}

using LatentSim.Models.Stages;

namespace LatentSim.Engine.Backmapping;

/// <summary>The rows of a <see cref="CoarseSource"/> as frames.</summary>
/// <param name="sites">The number of coarse sites.</param>
internal sealed class CoarseFrames(int sites) : IDecoder
{
    private readonly CoarseRow layout = new(sites);

    /// <inheritdoc/>
    public int Sites => sites;

    /// <inheritdoc/>
    public void Decode(ulong seed, LatentBlock latents, FrameBlock coarse)
    {
        int rows = latents.Steps * latents.Walkers;
        for (int row = 0; row < rows; row++)
            layout.PositionsOf(latents.Values.Slice(row * layout.Dimension, layout.Dimension)).CopyTo(coarse.Values[(row * 3 * sites)..]);
    }
}

namespace LatentSim.Models.Stages;

/// <summary>Checks that the blocks that go in and out of a stage belong together.</summary>
internal static class BlockCheck
{
    /// <exception cref="ArgumentException">The blocks are not of the same steps and walkers, or not of the sizes that the stage has.</exception>
    public static void Throw(LatentBlock latents, int dimension, FrameBlock frames, int sites)
    {
        if (latents.Dimension != dimension)
            throw new ArgumentException($"A block of {latents.Dimension} latents, expected {dimension}.", nameof(latents));
        if (frames.Sites != sites)
            throw new ArgumentException($"A block of {frames.Sites} sites, expected {sites}.", nameof(frames));
        if ((latents.FirstStep, latents.Steps, latents.FirstWalker, latents.Walkers) != (frames.FirstStep, frames.Steps, frames.FirstWalker, frames.Walkers))
            throw new ArgumentException("The blocks are not of the same steps and walkers.", nameof(frames));
    }

    /// <exception cref="ArgumentException">The blocks are not of the same steps and walkers, or not of the sizes that the stage has.</exception>
    public static void Throw(FrameBlock coarse, int sites, FrameBlock frames, int atoms)
    {
        if (coarse.Sites != sites)
            throw new ArgumentException($"A block of {coarse.Sites} coarse sites, expected {sites}.", nameof(coarse));
        if (frames.Sites != atoms)
            throw new ArgumentException($"A block of {frames.Sites} atoms, expected {atoms}.", nameof(frames));
        if ((coarse.FirstStep, coarse.Steps, coarse.FirstWalker, coarse.Walkers) != (frames.FirstStep, frames.Steps, frames.FirstWalker, frames.Walkers))
            throw new ArgumentException("The blocks are not of the same steps and walkers.", nameof(frames));
    }

    /// <summary>The walker and the step, in the whole run, of row [step, walker] of a block.</summary>
    public static (int Walker, long Step) RowAt(this LatentBlock block, int row) =>
        (block.FirstWalker + (row % block.Walkers), block.FirstStep + (row / block.Walkers));
}

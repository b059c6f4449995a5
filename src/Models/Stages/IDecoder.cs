namespace LatentSim.Models.Stages;

/// <summary>Draws a coarse configuration for each latent point. Keeps nothing between calls; an instance is used by one thread at a time.</summary>
public interface IDecoder
{
    /// <summary>The number of coarse sites.</summary>
    int Sites { get; }

    /// <summary>Fills <paramref name="coarse"/>, of the same steps and walkers as <paramref name="latents"/>, keyed by (seed, walker, step).</summary>
    void Decode(ulong seed, LatentBlock latents, FrameBlock coarse);
}

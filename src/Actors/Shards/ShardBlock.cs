using LatentSim.Models.Stages;

namespace LatentSim.Actors;

/// <summary>
/// What a shard computed over a range of steps. It carries the shard's state at its end with it: the last latents and, after a backmapper, the last atoms.
/// Whoever consumes it disposes it.
/// </summary>
public sealed class ShardBlock : IDisposable
{
    private readonly Lease<LatentBlock> latents;
    private readonly Lease<FrameBlock>? coarse;
    private readonly Lease<FrameBlock>? frames;

    /// <summary>Joins the outputs of the stages and takes over their leases.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="latents">Its latents.</param>
    /// <param name="frames">Its frames at the finest resolution of the pipeline; null for a pipeline of latents alone.</param>
    /// <param name="atomistic">Whether the frames are a backmapper's, whose last atoms are part of the shard's state.</param>
    /// <param name="coarse">The coarse frames before a backmapper's, where someone watches them; else null.</param>
    public ShardBlock(Shard shard, Lease<LatentBlock> latents, Lease<FrameBlock>? frames, bool atomistic, Lease<FrameBlock>? coarse = null)
    {
        Shard = shard;
        this.latents = latents;
        this.frames = frames;
        this.coarse = coarse;
        Atomistic = atomistic;
    }

    /// <summary>The shard.</summary>
    public Shard Shard { get; }

    /// <summary>Whether the frames are a backmapper's.</summary>
    public bool Atomistic { get; }

    /// <summary>When it left the last stage.</summary>
    public DateTimeOffset Made { get; private init; } = DateTimeOffset.UtcNow;

    /// <summary>The first step.</summary>
    public long FirstStep => Latents.FirstStep;

    /// <summary>The number of steps.</summary>
    public int Steps => Latents.Steps;

    /// <summary>The step after the last.</summary>
    public long NextStep => FirstStep + Steps;

    /// <summary>The latents, [step, walker, dim].</summary>
    public LatentBlock Latents => latents.Value;

    /// <summary>The frames at the finest resolution of the pipeline, [step, walker, site, 3] in nm; null for a pipeline of latents alone.</summary>
    public FrameBlock? Frames => frames?.Value;

    /// <summary>The coarse frames that a backmapper made its frames from, where someone watches them; else null.</summary>
    public FrameBlock? Coarse => coarse?.Value;

    /// <summary>A claim on the same memory for another consumer.</summary>
    public ShardBlock Share() => new(Shard, latents.Share(), frames?.Share(), Atomistic, coarse?.Share()) { Made = Made };

    /// <summary>Ends this claim on the memory.</summary>
    public void Dispose()
    {
        latents.Dispose();
        frames?.Dispose();
        coarse?.Dispose();
    }
}

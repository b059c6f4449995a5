using LatentSim.Models.Stages;

namespace LatentSim.Actors;

/// <summary>
/// One shard's way through the stages, a function for each stage of the stream. Between blocks it keeps the last block of each stage that has a state:
/// this is what a restarted stage, or another slot, goes on from.
/// </summary>
internal sealed class ShardLine : IDisposable
{
    private readonly Shard shard;
    private readonly long firstStep;
    private readonly RunPlan plan;
    private readonly long steps;
    private readonly LiveHub live;
    private readonly bool decodes;
    private readonly bool backmaps;
    private Lease<LatentBlock>? lastLatents;
    private Lease<FrameBlock>? lastAtoms;

    public ShardLine(ShardState start, RunPlan plan, StageCalls calls, BlockLedger ledger, LiveHub live)
    {
        shard = start.Shard;
        firstStep = start.NextStep;
        this.plan = plan;
        steps = plan.StepsOf(shard);
        Calls = calls;
        this.live = live;
        decodes = plan.Slots[0].Stages.Decoder is not null;
        backmaps = plan.Slots[0].Stages.Backmapper is not null;
        if (firstStep == 0)
            return;

        lastLatents = StateBlocks.Latents(start, ledger);
        lastAtoms = backmaps ? StateBlocks.Atoms(start, ledger) : null;
    }

    /// <summary>How the stages are asked.</summary>
    public StageCalls Calls { get; }

    /// <summary>The blocks that are still to be computed; ends early when the shard is stopped.</summary>
    public IEnumerable<BlockRange> Ranges()
    {
        for (long step = firstStep; step < steps && !Calls.Stopped; step += plan.BlockSteps)
            yield return new BlockRange(step, (int)Math.Min(plan.BlockSteps, steps - step));
    }

    /// <summary>The latents of the next block, once nobody holds the run; an empty block when it was stopped before.</summary>
    public Task<ShardWork> Begin(BlockRange range, RunGate gate) => gate.IsOpen ? Propagate(range) : Wait(range, gate);

    /// <summary>The latents of the next block.</summary>
    public async Task<ShardWork> Propagate(BlockRange range)
    {
        Lease<LatentBlock>? latents = await Calls.Ask<LatentBlock>(
            range, "latents", () => new PropagatorActor.Propagate(shard, range, lastLatents?.Share()));
        if (latents is null)
            return ShardWork.Empty(range);

        lastLatents?.Dispose();
        lastLatents = latents.Share();
        return new ShardWork(range, latents, null);
    }

    /// <summary>The coarse frames of a block.</summary>
    public async Task<ShardWork> Decode(ShardWork work)
    {
        if (!decodes || work.Latents is not { } latents)
            return work;

        Lease<FrameBlock>? coarse = await Calls.Ask<FrameBlock>(
            work.Range, "coarse frames", () => new DecoderActor.Decode(shard, latents.Share()));
        return coarse is null ? work.Drop() : work with { Frames = coarse };
    }

    /// <summary>The atoms of a block.</summary>
    public async Task<ShardWork> Backmap(ShardWork work)
    {
        if (!backmaps || work.Frames is not { } coarse)
            return work;

        Lease<FrameBlock>? atoms = await Calls.Ask<FrameBlock>(
            work.Range, "atoms", () => new BackmapperActor.Backmap(shard, coarse.Share(), lastAtoms?.Share()));
        if (atoms is null)
            return work.Drop();

        Lease<FrameBlock>? watched = live.WantsCoarse ? coarse.Share() : null;
        coarse.Dispose();
        lastAtoms?.Dispose();
        lastAtoms = atoms.Share();
        return work with { Frames = atoms, Coarse = watched };
    }

    /// <summary>What goes on to the consumers.</summary>
    public ShardBlock Finish(ShardWork work) => new(shard, work.Latents!, work.Frames, backmaps, work.Coarse);

    /// <summary>Returns the memory of the last blocks.</summary>
    public void Dispose()
    {
        lastLatents?.Dispose();
        lastAtoms?.Dispose();
    }

    private async Task<ShardWork> Wait(BlockRange range, RunGate gate) => await gate.Pass() ? await Propagate(range) : ShardWork.Empty(range);
}

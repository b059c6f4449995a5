using Akka.Actor;
using LatentSim.Models.Stages;

namespace LatentSim.Actors;

/// <summary>The backmapper on one device slot; owns the previous atoms of each walker of the shards placed there.</summary>
public sealed class BackmapperActor : StageActor<BackmapperActor.Backmap, FrameBlock>
{
    private readonly ulong seed;
    private readonly Func<IBackmapper> factory;
    private readonly BlockPieces pieces;
    private readonly HeldStates states = new();
    private IBackmapper? backmapper;

    /// <summary>See <see cref="Props"/>.</summary>
    public BackmapperActor(ulong seed, Func<IBackmapper> factory, WorkThread thread, BlockLedger ledger, BlockPieces pieces)
        : base(thread, ledger)
    {
        this.seed = seed;
        this.factory = factory;
        this.pieces = pieces;
    }

    /// <summary>How to make the actor.</summary>
    public static Props Props(ulong seed, Func<IBackmapper> factory, WorkThread thread, BlockLedger ledger, BlockPieces pieces) =>
        Akka.Actor.Props.Create(() => new BackmapperActor(seed, factory, thread, ledger, pieces));

    /// <inheritdoc/>
    protected override FrameBlock Compute(Backmap request)
    {
        backmapper ??= factory();
        FrameBlock coarse = request.Coarse.Value;
        int size = coarse.Walkers * backmapper.Atoms * 3;
        float[] previous = states.Take(
            request.Shard, coarse.FirstStep, size, request.Before is { } before ? before.Value.Step(before.Value.Steps - 1) : []);

        FrameBlock atoms = FrameBlock.Rent(coarse.FirstStep, coarse.Steps, coarse.FirstWalker, coarse.Walkers, backmapper.Atoms);
        try
        {
            pieces.Compute(atoms.Steps, (first, count) => Compute(request, previous, atoms, first, count));
            FiniteOutput.Require(atoms, "backmapper");
            states.Advance(request.Shard, coarse.FirstStep + coarse.Steps);
            return atoms;
        }
        catch
        {
            atoms.Dispose();
            throw;
        }
    }

    // A piece begins from what is certain, as an attempt that did not fit may have changed the previous atoms.
    private void Compute(Backmap request, float[] previous, FrameBlock atoms, int first, int count)
    {
        FrameBlock coarse = request.Coarse.Value;
        if (count == atoms.Steps)
        {
            backmapper!.Backmap(seed, coarse, previous, atoms);
            return;
        }

        Restore(previous, first > 0 ? atoms.Step(first - 1) : request.Before is { } before ? before.Value.Step(before.Value.Steps - 1) : []);
        using FrameBlock input = coarse.CopyOf(first, count);
        using FrameBlock piece = FrameBlock.Rent(input.FirstStep, count, atoms.FirstWalker, atoms.Walkers, atoms.Sites);
        backmapper!.Backmap(seed, input, previous, piece);
        piece.CopyTo(atoms, first);
    }

    /// <summary>Asks for the atoms of a block of coarse frames; answered by a <see cref="Lease{T}"/> on them.</summary>
    /// <param name="Shard">The shard.</param>
    /// <param name="Coarse">The coarse frames.</param>
    /// <param name="Before">The atoms of the block before it, whose last step is where a stage that does not hold the shard's atoms starts; null at step 0.</param>
    public sealed record Backmap(Shard Shard, Lease<FrameBlock> Coarse, Lease<FrameBlock>? Before) : IDisposable
    {
        /// <summary>Ends the claims on what it reads.</summary>
        public void Dispose()
        {
            Coarse.Dispose();
            Before?.Dispose();
        }
    }
}

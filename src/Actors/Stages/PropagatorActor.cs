using Akka.Actor;
using LatentSim.Models.Stages;

namespace LatentSim.Actors;

/// <summary>The source of latents on one device slot; owns the latent state of the shards placed there.</summary>
public sealed class PropagatorActor : StageActor<PropagatorActor.Propagate, LatentBlock>
{
    private readonly ulong seed;
    private readonly Func<IPropagator> factory;
    private readonly BlockPieces pieces;
    private readonly HeldStates states = new();
    private IPropagator? propagator;

    /// <summary>See <see cref="Props"/>.</summary>
    public PropagatorActor(ulong seed, Func<IPropagator> factory, WorkThread thread, BlockLedger ledger, BlockPieces pieces)
        : base(thread, ledger)
    {
        this.seed = seed;
        this.factory = factory;
        this.pieces = pieces;
    }

    /// <summary>How to make the actor.</summary>
    public static Props Props(ulong seed, Func<IPropagator> factory, WorkThread thread, BlockLedger ledger, BlockPieces pieces) =>
        Akka.Actor.Props.Create(() => new PropagatorActor(seed, factory, thread, ledger, pieces));

    /// <inheritdoc/>
    protected override LatentBlock Compute(Propagate request)
    {
        propagator ??= factory();
        (Shard shard, BlockRange range) = (request.Shard, request.Range);
        int size = shard.Walkers * propagator.Dimension;
        float[] state = states.Take(shard, range.FirstStep, size, request.Before is { } before ? before.Value.Step(before.Value.Steps - 1) : []);

        LatentBlock block = LatentBlock.Rent(range.FirstStep, range.Steps, shard.FirstWalker, shard.Walkers, propagator.Dimension);
        try
        {
            pieces.Compute(block.Steps, (first, count) => Compute(request, block, state, first, count));
            FiniteOutput.Require(block, "propagator");
            states.Advance(shard, range.NextStep);
            return block;
        }
        catch
        {
            block.Dispose();
            throw;
        }
    }

    // A piece begins from what is certain, as an attempt that did not fit may have changed the state.
    private void Compute(Propagate request, LatentBlock block, float[] state, int first, int count)
    {
        if (count == block.Steps)
        {
            propagator!.Propagate(seed, block, state);
            return;
        }

        Restore(state, first > 0 ? block.Step(first - 1) : request.Before is { } before ? before.Value.Step(before.Value.Steps - 1) : []);
        using LatentBlock piece = LatentBlock.Rent(block.FirstStep + first, count, block.FirstWalker, block.Walkers, block.Dimension);
        propagator!.Propagate(seed, piece, state);
        piece.Values.CopyTo(block.Values[(first * state.Length)..]);
    }

    /// <summary>Asks for a block of latents; answered by a <see cref="Lease{T}"/> on it.</summary>
    /// <param name="Shard">The shard.</param>
    /// <param name="Range">The steps.</param>
    /// <param name="Before">The block before it, whose last step is where a stage that does not hold the shard's state starts; null at step 0.</param>
    public sealed record Propagate(Shard Shard, BlockRange Range, Lease<LatentBlock>? Before) : IDisposable
    {
        /// <summary>Ends the claims on what it reads.</summary>
        public void Dispose() => Before?.Dispose();
    }
}

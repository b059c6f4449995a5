using Akka.Actor;
using LatentSim.Models.Stages;

namespace LatentSim.Actors;

/// <summary>The decoder on one device slot; keeps nothing between blocks.</summary>
public sealed class DecoderActor : StageActor<DecoderActor.Decode, FrameBlock>
{
    private readonly ulong seed;
    private readonly Func<IDecoder> factory;
    private readonly BlockPieces pieces;
    private IDecoder? decoder;

    /// <summary>See <see cref="Props"/>.</summary>
    public DecoderActor(ulong seed, Func<IDecoder> factory, WorkThread thread, BlockLedger ledger, BlockPieces pieces)
        : base(thread, ledger)
    {
        this.seed = seed;
        this.factory = factory;
        this.pieces = pieces;
    }

    /// <summary>How to make the actor.</summary>
    public static Props Props(ulong seed, Func<IDecoder> factory, WorkThread thread, BlockLedger ledger, BlockPieces pieces) =>
        Akka.Actor.Props.Create(() => new DecoderActor(seed, factory, thread, ledger, pieces));

    /// <inheritdoc/>
    protected override FrameBlock Compute(Decode request)
    {
        decoder ??= factory();
        LatentBlock latents = request.Latents.Value;
        FrameBlock coarse = FrameBlock.Rent(latents.FirstStep, latents.Steps, latents.FirstWalker, latents.Walkers, decoder.Sites);
        try
        {
            pieces.Compute(coarse.Steps, (first, count) => Compute(latents, coarse, first, count));
            FiniteOutput.Require(coarse, "decoder");
            return coarse;
        }
        catch
        {
            coarse.Dispose();
            throw;
        }
    }

    private void Compute(LatentBlock latents, FrameBlock coarse, int first, int count)
    {
        if (count == coarse.Steps)
        {
            decoder!.Decode(seed, latents, coarse);
            return;
        }

        using LatentBlock input = latents.CopyOf(first, count);
        using FrameBlock piece = FrameBlock.Rent(input.FirstStep, count, coarse.FirstWalker, coarse.Walkers, coarse.Sites);
        decoder!.Decode(seed, input, piece);
        piece.CopyTo(coarse, first);
    }

    /// <summary>Asks for the coarse frames of a block of latents; answered by a <see cref="Lease{T}"/> on them.</summary>
    /// <param name="Shard">The shard.</param>
    /// <param name="Latents">The latents.</param>
    public sealed record Decode(Shard Shard, Lease<LatentBlock> Latents) : IDisposable
    {
        /// <summary>Ends the claims on what it reads.</summary>
        public void Dispose() => Latents.Dispose();
    }
}

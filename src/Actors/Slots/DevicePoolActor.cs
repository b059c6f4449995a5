using Akka.Actor;
using LatentSim.Models.Stages;

namespace LatentSim.Actors;

/// <summary>One device slot: the one thread that computes there and the actors of the stages, which it restarts whenever they fail.</summary>
public sealed class DevicePoolActor : ReceiveActor
{
    private readonly WorkThread thread;

    /// <summary>See <see cref="Props"/>.</summary>
    public DevicePoolActor(DeviceSlot slot, ulong seed, WorkThread thread, BlockLedger ledger, IProgress<string>? news)
    {
        this.thread = thread;
        var pieces = new BlockPieces(slot.Name, news);
        IActorRef propagator = Context.ActorOf(PropagatorActor.Props(seed, slot.Stages.Propagator, thread, ledger, pieces), "propagator");
        Receive<PropagatorActor.Propagate>(request => propagator.Forward(request));

        if (slot.Stages.Decoder is { } makeDecoder)
        {
            IActorRef decoder = Context.ActorOf(DecoderActor.Props(seed, makeDecoder, thread, ledger, pieces), "decoder");
            Receive<DecoderActor.Decode>(request => decoder.Forward(request));
        }

        if (slot.Stages.Backmapper is { } makeBackmapper)
        {
            IActorRef backmapper = Context.ActorOf(BackmapperActor.Props(seed, makeBackmapper, thread, ledger, pieces), "backmapper");
            Receive<BackmapperActor.Backmap>(request => backmapper.Forward(request));
        }
    }

    /// <summary>How to make the actor.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="thread">Computes; ends with the actor.</param>
    /// <param name="ledger">Counts the blocks.</param>
    /// <param name="news">Told when the slot is short of memory.</param>
    public static Props Props(DeviceSlot slot, ulong seed, WorkThread thread, BlockLedger ledger, IProgress<string>? news = null) =>
        Akka.Actor.Props.Create(() => new DevicePoolActor(slot, seed, thread, ledger, news));

    /// <summary>
    /// Restarts, unless the device is lost, with which the slot ends: how often, and after how long, a block is tried again is for the shard to say, which also
    /// knows other slots.
    /// </summary>
    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(-1, -1, cause => cause is DeviceLostException ? Directive.Escalate : Directive.Restart, loggingEnabled: false);

    /// <inheritdoc/>
    protected override void PostStop() => thread.Dispose();
}

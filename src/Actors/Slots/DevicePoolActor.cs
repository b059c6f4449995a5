using Akka.Actor;

namespace LatentSim.Actors;

/// <summary>One device slot: the one thread that computes there and the actors of the stages, which it restarts whenever they fail.</summary>
public sealed class DevicePoolActor : ReceiveActor
{
    private readonly WorkThread thread;

    /// <summary>See <see cref="Props"/>.</summary>
    public DevicePoolActor(DeviceSlot slot, ulong seed, int queueCapacity, BlockLedger ledger)
    {
        thread = new WorkThread(slot.Name, queueCapacity);
        IActorRef propagator = Context.ActorOf(PropagatorActor.Props(seed, slot.Stages.Propagator, thread, ledger), "propagator");
        Receive<PropagatorActor.Propagate>(request => propagator.Forward(request));

        if (slot.Stages.Decoder is { } makeDecoder)
        {
            IActorRef decoder = Context.ActorOf(DecoderActor.Props(seed, makeDecoder, thread, ledger), "decoder");
            Receive<DecoderActor.Decode>(request => decoder.Forward(request));
        }

        if (slot.Stages.Backmapper is { } makeBackmapper)
        {
            IActorRef backmapper = Context.ActorOf(BackmapperActor.Props(seed, makeBackmapper, thread, ledger), "backmapper");
            Receive<BackmapperActor.Backmap>(request => backmapper.Forward(request));
        }
    }

    /// <summary>How to make the actor.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="queueCapacity">The most blocks that may wait for the slot's thread.</param>
    /// <param name="ledger">Counts the blocks.</param>
    public static Props Props(DeviceSlot slot, ulong seed, int queueCapacity, BlockLedger ledger) =>
        Akka.Actor.Props.Create(() => new DevicePoolActor(slot, seed, queueCapacity, ledger));

    /// <summary>Always restarts: how often, and after how long, a block is tried again is for the shard to say, which also knows other slots.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(-1, -1, _ => Directive.Restart, loggingEnabled: false);

    /// <inheritdoc/>
    protected override void PostStop() => thread.Dispose();
}

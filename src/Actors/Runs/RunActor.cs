using Akka.Actor;
using Akka.Streams;

namespace LatentSim.Actors;

/// <summary>
/// One run: makes the actors below it and the stream between them, says where each shard is computed, and ends with the last checkpoint. What a failure
/// means is decided here and in <see cref="Placements"/>: a shard that fails goes to another slot, and is given up when it has failed on all.
/// </summary>
public sealed class RunActor : ReceiveActor
{
    private const int WorkPerShard = 8;
    private readonly RunPlan plan;
    private readonly RunSinks sinks;
    private readonly BlockLedger blocks = new();
    private readonly RunLedger ledger;
    private readonly Placements placements;
    private readonly Placement[] slots;
    private readonly ShardLine[] lines;
    private readonly RunConsumers consumers;
    private readonly CheckpointCosts checkpoints = new();
    private readonly RoomWait room;
    private readonly RunGate gate;
    private readonly LosslessDelivery lossless;
    private RunGraph? graph;
    private IActorRef starter = ActorRefs.Nobody;
    private bool stopped;

    /// <summary>See <see cref="Props"/>.</summary>
    public RunActor(RunPlan plan, RunSinks sinks)
    {
        this.plan = plan;
        this.sinks = sinks;
        sinks.Monitor.Begin(plan, blocks, checkpoints, sinks.Live);
        ledger = new RunLedger(plan, sinks.Progress, sinks.Monitor);
        gate = new RunGate(sinks.Control);
        lossless = new LosslessDelivery(sinks.Live, sinks.Control, sinks.News);
        room = new RoomWait(plan.Retries, sinks.News);
        placements = new Placements(plan.Shards.Count, plan.Slots.Count);
        sinks.Monitor.Placed(placements);
        slots = plan.Slots.Select(MakeSlot).ToArray();
        lines = plan.Shards.Select(MakeLine).ToArray();
        consumers = MakeConsumers();

        Receive<Run>(_ => Begin());
        Receive<Stop>(_ => Finish());
        Receive<Relocate>(MoveShard);
        Receive<TrajectoryWriterActor.Written>(written => Kept(written));
        Receive<Terminated>(message => SlotDied(message.ActorRef));
        Receive<StreamEnded>(_ => consumers.Finish().PipeTo(Self, success: () => new Done(), failure: cause => new Broken(cause)));
        Receive<Done>(_ => End());
        Receive<Broken>(message => Break(Innermost(message.Cause)));
    }

    /// <summary>How to make the actor.</summary>
    public static Props Props(RunPlan plan, RunSinks sinks) => Akka.Actor.Props.Create(() => new RunActor(plan, sinks));

    /// <summary>Stops whatever throws: slots never do, and a sink that does has told the stream before.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(-1, -1, _ => Directive.Stop, loggingEnabled: false);

    /// <inheritdoc/>
    protected override void PreRestart(Exception reason, object message)
    {
        starter.Tell(new Status.Failure(reason));
        base.PreRestart(reason, message);
    }

    // A stream fails with what its tasks failed with, wrapped once for each stage that passes it on.
    private static Exception Innermost(Exception cause) =>
        cause is AggregateException { InnerExceptions: [Exception only] } ? Innermost(only) : cause;

    private Placement MakeSlot(DeviceSlot slot, int index)
    {
        int capacity = WorkPerShard * plan.Shards.Count;
        var thread = new WorkThread(slot.Name, capacity);
        IActorRef pool = Context.ActorOf(DevicePoolActor.Props(slot, plan.Seed, thread, blocks, sinks.News), $"slot-{index}");
        Context.Watch(pool);
        return new Placement(index, slot.Name, pool, thread);
    }

    private ShardLine MakeLine(ShardState start, int index)
    {
        var calls = new StageCalls(start.Shard, plan.Retries, Self, slots[placements.SlotOf(index)], sinks.Monitor);
        return new ShardLine(start, plan, calls, blocks, sinks.Live);
    }

    private RunConsumers MakeConsumers()
    {
        var newest = new NewestBlocks(plan.Shards.Count, sinks.Live);
        return new RunConsumers(
            Context.ActorOf(TrajectoryWriterActor.Props(sinks.Store, plan.Shards, plan.SinkTimeout, room, checkpoints), "writer"),
            Context.ActorOf(ObservablesActor.Props(sinks.Observables, checkpoints, sinks.Growing), "observables"),
            Context.ActorOf(LiveHubActor.Props(newest, sinks.Live, sinks.News), "live"),
            newest,
            lossless,
            Self,
            room,
            plan.SinkTimeout);
    }

    private void Begin()
    {
        starter = Sender;
        graph = RunGraph.Start(lines, gate, new CheckpointClock(plan.Checkpoints, checkpoints, TimeProvider.System), consumers, Context.Materializer());
        graph.Ended.PipeTo(Self, success: () => new StreamEnded(), failure: cause => new Broken(cause));
    }

    private void Finish()
    {
        stopped = true;
        graph?.Stop();
        gate.Stop();
        lossless.Stop();
        room.GiveUp();
    }

    private void Kept(TrajectoryWriterActor.Written written)
    {
        ledger.Kept(written);
        placements.Succeeded(written.Shard.Index);
    }

    private void MoveShard(Relocate message)
    {
        bool wasGood = !placements.IsCondemned(message.FromSlot);
        bool goesOn = placements.Failed(message.Shard, message.FromSlot, message.Blame);
        FollowPlacements();
        if (wasGood && placements.IsCondemned(message.FromSlot))
            sinks.News?.Report($"{slots[message.FromSlot].Name} is given up, its shards go on at other slots, if there are any: {message.Cause.Message}");
        if (!goesOn)
            Lose(plan.Shards[message.Shard].Shard, message.Cause);
        Sender.Tell(new Relocated(goesOn));
    }

    private void Lose(Shard shard, Exception cause)
    {
        ledger.Lost(shard.Index, cause);
        sinks.News?.Report($"{shard} is given up, the others go on: {cause.Message}");
    }

    private void SlotDied(IActorRef pool)
    {
        int slot = Array.FindIndex(slots, slot => slot.Pool.Equals(pool));
        if (!placements.IsCondemned(slot))
            sinks.News?.Report($"{slots[slot].Name} has ended, its shards go on at other slots, if there are any");
        placements.Condemn(slot);
        FollowPlacements();
    }

    private void FollowPlacements()
    {
        for (int shard = 0; shard < lines.Length; shard++)
        {
            if (lines[shard].Calls.MoveTo(slots[placements.SlotOf(shard)]))
                ledger.Moved();
        }

        sinks.Monitor.Placed(placements);
    }

    private void End(bool withRoom = true)
    {
        foreach (ShardLine line in lines)
            line.Dispose();
        RunResult result = ledger.Result(blocks, checkpoints, withRoom);
        sinks.Monitor.Ended(result.Outcome);
        Answer(result);
    }

    private void Break(Exception cause)
    {
        if (stopped && cause is NoRoomException)
        {
            End(withRoom: false);
            return;
        }

        sinks.Monitor.Ended(cause);
        Answer(new Status.Failure(cause));
    }

    private void Answer(object answer) => starter.Tell(answer, Self);

    /// <summary>Asks to run; answered by <see cref="RunResult"/> when the run has ended, or by <see cref="Status.Failure"/>.</summary>
    public sealed record Run;

    /// <summary>Asks to finish the blocks on their way, make a checkpoint, and end.</summary>
    public sealed record Stop;

    /// <summary>A shard could not be computed; answered by <see cref="Relocated"/> once it is decided where it goes on, or that it does not.</summary>
    /// <param name="Shard">The shard's index.</param>
    /// <param name="FromSlot">The slot's place in the plan.</param>
    /// <param name="Blame">Who is to blame.</param>
    /// <param name="Cause">The failure.</param>
    public sealed record Relocate(int Shard, int FromSlot, Blame Blame, Exception Cause);

    /// <summary>It is decided where the shard goes on.</summary>
    /// <param name="GoesOn">Whether it goes on at all.</param>
    public sealed record Relocated(bool GoesOn);

    private sealed record StreamEnded;

    private sealed record Done;

    private sealed record Broken(Exception Cause);
}

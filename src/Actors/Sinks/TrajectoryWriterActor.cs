using Akka.Actor;

namespace LatentSim.Actors;

/// <summary>
/// Hands blocks to the run's store and makes checkpoints, on a thread of its own, because disks block. It is asked for one block at a time, and answers
/// when the block is taken: that is how a slow disk holds the source back, and a full one, which it tries again until there is room. Any other failure is
/// answered with <see cref="Status.Failure"/> and ends the run.
/// </summary>
internal sealed class TrajectoryWriterActor : ReceiveActor
{
    private const int QueueCapacity = 16;
    private readonly IRunStore store;
    private readonly ShardCursor[] cursors;
    private readonly TimeSpan timeout;
    private readonly RoomWait room;
    private readonly CheckpointCosts costs;
    private readonly WorkThread thread = new("trajectory writer", QueueCapacity);

    /// <summary>See <see cref="Props"/>.</summary>
    public TrajectoryWriterActor(IRunStore store, IReadOnlyList<ShardState> start, TimeSpan timeout, RoomWait room, CheckpointCosts costs)
    {
        this.store = store;
        this.timeout = timeout;
        this.room = room;
        this.costs = costs;
        cursors = start.Select(state => new ShardCursor(state)).ToArray();
        Receive<Write>(message => Take(message).PipeTo(Sender));
        Receive<Finish>(message => Close(message).PipeTo(Sender));
    }

    /// <summary>How to make the actor.</summary>
    /// <param name="store">Where frames and checkpoints go.</param>
    /// <param name="start">The state that each shard starts from, by index.</param>
    /// <param name="timeout">The longest wait for the observables to reach a checkpoint.</param>
    /// <param name="room">How it waits for room.</param>
    /// <param name="costs">Told what checkpoints cost.</param>
    public static Props Props(IRunStore store, IReadOnlyList<ShardState> start, TimeSpan timeout, RoomWait room, CheckpointCosts costs) =>
        Akka.Actor.Props.Create(() => new TrajectoryWriterActor(store, start, timeout, room, costs));

    /// <inheritdoc/>
    protected override void PostStop() => thread.Dispose();

    private async Task<Written> Take(Write message)
    {
        Written written = await Append(message.Block);
        if (message.Ticket is { } ticket)
            await Checkpoint(await ticket.Observables(timeout));
        return written;
    }

    private async Task<Finished> Close(Finish message)
    {
        await Checkpoint(message.Observables);
        return new Finished();
    }

    private async Task<Written> Append(ShardBlock block)
    {
        using (block)
        {
            await WhenThereIsRoom(() => store.Append(block));
            cursors[block.Shard.Index].Advance(block);
            return new Written(block.Shard, block.Steps, block.NextStep);
        }
    }

    private async Task Checkpoint(byte[] observables)
    {
        var state = new RunState(cursors.Select(cursor => cursor.State()).ToArray(), observables);
        costs.Made(await WhenThereIsRoom(() => store.Checkpoint(state)));
    }

    // Returns how long the work took when there was room.
    private async Task<TimeSpan> WhenThereIsRoom(Action work)
    {
        while (true)
        {
            try
            {
                TimeSpan taken = await thread.Run(() => Timed(work));
                room.Found();
                return taken;
            }
            catch (NoRoomException full)
            {
                if (!await room.Wait(full))
                    throw;
            }
        }
    }

    private static TimeSpan Timed(Action work)
    {
        long start = TimeProvider.System.GetTimestamp();
        work();
        return TimeProvider.System.GetElapsedTime(start);
    }

    /// <summary>Asks to keep a block, and to make a checkpoint after it if it comes with a ticket; answered by <see cref="Written"/>.</summary>
    public sealed record Write(ShardBlock Block, CheckpointTicket? Ticket);

    /// <summary>A block has been kept.</summary>
    /// <param name="Shard">Its shard.</param>
    /// <param name="Steps">The number of its steps.</param>
    /// <param name="NextStep">The step after its last.</param>
    public sealed record Written(Shard Shard, int Steps, long NextStep);

    /// <summary>Asks for the last checkpoint; answered by <see cref="Finished"/>.</summary>
    public sealed record Finish(byte[] Observables);

    /// <summary>The last checkpoint is durable.</summary>
    public sealed record Finished;
}

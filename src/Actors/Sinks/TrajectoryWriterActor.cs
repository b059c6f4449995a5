using Akka.Actor;

namespace LatentSim.Actors;

/// <summary>
/// Hands blocks to the run's store and makes checkpoints, on a thread of its own, because disks block. It is asked for one block at a time, and answers
/// when the block is taken: that is how a slow disk holds the source back. A failure is answered with <see cref="Status.Failure"/> and ends the run.
/// </summary>
public sealed class TrajectoryWriterActor : ReceiveActor
{
    private const int QueueCapacity = 16;
    private readonly IRunStore store;
    private readonly ShardCursor[] cursors;
    private readonly TimeSpan timeout;
    private readonly WorkThread thread = new("trajectory writer", QueueCapacity);

    /// <summary>See <see cref="Props"/>.</summary>
    public TrajectoryWriterActor(IRunStore store, IReadOnlyList<ShardState> start, TimeSpan timeout)
    {
        this.store = store;
        this.timeout = timeout;
        cursors = start.Select(state => new ShardCursor(state)).ToArray();
        Receive<Write>(message => Take(message).PipeTo(Sender));
        Receive<Finish>(message => Close(message).PipeTo(Sender));
    }

    /// <summary>How to make the actor.</summary>
    /// <param name="store">Where frames and checkpoints go.</param>
    /// <param name="start">The state that each shard starts from, by index.</param>
    /// <param name="timeout">The longest wait for the observables to reach a checkpoint.</param>
    public static Props Props(IRunStore store, IReadOnlyList<ShardState> start, TimeSpan timeout) =>
        Akka.Actor.Props.Create(() => new TrajectoryWriterActor(store, start, timeout));

    /// <inheritdoc/>
    protected override void PostStop() => thread.Dispose();

    private async Task<Written> Take(Write message)
    {
        Written written = await thread.Run(() => Append(message.Block));
        if (message.Ticket is { } ticket)
            await Checkpoint(await ticket.Observables(timeout));
        return written;
    }

    private async Task<Finished> Close(Finish message)
    {
        await Checkpoint(message.Observables);
        return new Finished();
    }

    private Written Append(ShardBlock block)
    {
        using (block)
        {
            store.Append(block);
            cursors[block.Shard.Index].Advance(block);
            return new Written(block.Shard, block.Steps, block.NextStep);
        }
    }

    private Task<bool> Checkpoint(byte[] observables) => thread.Run(() =>
    {
        store.Checkpoint(new RunState(cursors.Select(cursor => cursor.State()).ToArray(), observables));
        return true;
    });

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

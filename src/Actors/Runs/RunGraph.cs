using Akka;
using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Dsl;

namespace LatentSim.Actors;

/// <summary>
/// The stream of a run: per shard source, propagate, decode, backmap; then merged and handed to the writer and the observables, which are waited for, and
/// to the live hub, which is not, unless a watcher asked for every frame. Each stage asks for one block at a time, so that demand travels from the slowest sink back to every source.
/// </summary>
internal sealed class RunGraph
{
    private readonly IKillSwitch killSwitch;

    private RunGraph(IKillSwitch killSwitch, Task ended)
    {
        this.killSwitch = killSwitch;
        Ended = ended;
    }

    /// <summary>Ends when both durable sinks have seen the last block, or fails with them.</summary>
    public Task Ended { get; }

    /// <summary>Starts no further block; those on their way arrive.</summary>
    public void Stop() => killSwitch.Shutdown();

    /// <summary>Builds the stream and starts it.</summary>
    /// <param name="lines">The shards' ways through the stages.</param>
    /// <param name="gate">Holds them.</param>
    /// <param name="clock">Says when a checkpoint is due.</param>
    /// <param name="consumers">Where blocks go.</param>
    /// <param name="materializer">Runs the stream.</param>
    public static RunGraph Start(IReadOnlyList<ShardLine> lines, RunGate gate, CheckpointClock clock, RunConsumers consumers, IMaterializer materializer)
    {
        SharedKillSwitch killSwitch = KillSwitches.Shared("run");
        (Task<Done> observed, Task<Done> written) = Merge(lines.Select(line => FromShard(line, gate, killSwitch)).ToList())
            .Select(block => consumers.Deliver(block, clock.Next((long)block.Steps * block.Shard.Walkers)))
            .AlsoTo(Live(consumers))
            .AlsoTo(Lossless(consumers))
            .AlsoToMaterialized(Observables(consumers), Keep.Right)
            .ToMaterialized(Writer(consumers), Keep.Both)
            .Run(materializer);
        return new RunGraph(killSwitch, Task.WhenAll(observed, written));
    }

    private static Source<ShardBlock, NotUsed> FromShard(ShardLine line, RunGate gate, SharedKillSwitch killSwitch) => Source.From(line.Ranges())
        .Via(killSwitch.Flow<BlockRange>())
        .SelectAsync(1, range => line.Begin(range, gate))
        .SelectAsync(1, line.Decode)
        .SelectAsync(1, line.Backmap)
        .Where(work => !work.IsEmpty)
        .Select(line.Finish);

    // A balanced tree, in which every shard has about the same turn.
    private static Source<ShardBlock, NotUsed> Merge(IReadOnlyList<Source<ShardBlock, NotUsed>> sources) => sources.Count == 1
        ? sources[0]
        : Merge(sources.Take(sources.Count / 2).ToList()).Merge(Merge(sources.Skip(sources.Count / 2).ToList()));

    private static Sink<Delivery, NotUsed> Live(RunConsumers consumers) => Sink
        .ForEach<Delivery>(delivery => consumers.Newest.Offer(delivery.ForLive, consumers.Live))
        .MapMaterializedValue(_ => NotUsed.Instance);

    private static Sink<Delivery, NotUsed> Lossless(RunConsumers consumers) => Flow.Create<Delivery>()
        .SelectAsync(1, delivery => consumers.Show(delivery))
        .To(Sink.Ignore<NotUsed>().MapMaterializedValue(_ => NotUsed.Instance));

    private static Sink<Delivery, Task<Done>> Observables(RunConsumers consumers) => Flow.Create<Delivery>()
        .SelectAsync(1, delivery => consumers.Count(delivery))
        .ToMaterialized(Sink.Ignore<ObservablesActor.Observed>(), Keep.Right);

    private static Sink<Delivery, Task<Done>> Writer(RunConsumers consumers) => Flow.Create<Delivery>()
        .SelectAsync(1, delivery => consumers.Write(delivery))
        .ToMaterialized(Sink.ForEach<TrajectoryWriterActor.Written>(written => consumers.Run.Tell(written)), Keep.Right);
}

using Akka.Actor;

namespace LatentSim.Actors;

/// <summary>The actors at the end of the stream, and how it asks them. Every wait has a limit, and a name.</summary>
/// <param name="Writer">Asked for every block.</param>
/// <param name="Observables">Asked for every block.</param>
/// <param name="Live">Told of new blocks.</param>
/// <param name="Newest">Where the live hub fetches them.</param>
/// <param name="Lossless">Hands them to those who asked for every frame; waited for.</param>
/// <param name="Run">Told of every block that is kept.</param>
/// <param name="Room">The writer's waits for room on its disk, which do not count.</param>
/// <param name="Limit">The longest wait for an answer.</param>
internal sealed record RunConsumers(
    IActorRef Writer, IActorRef Observables, IActorRef Live, NewestBlocks Newest, LosslessDelivery Lossless, IActorRef Run, RoomWait Room, TimeSpan Limit)
{
    /// <summary>A block on its way to all of them.</summary>
    public Delivery Deliver(ShardBlock block, CheckpointTicket? ticket) => Delivery.Of(block, Newest.IsAsked, Lossless.IsAsked, ticket);

    public Task<TrajectoryWriterActor.Written> Write(Delivery delivery) => Ask<TrajectoryWriterActor.Written>(
        Writer, new TrajectoryWriterActor.Write(delivery.ForWriter, delivery.Ticket), $"the trajectory writer to keep a block of {delivery.ForWriter.Shard}");

    public async Task<Akka.NotUsed> Show(Delivery delivery)
    {
        await Lossless.Deliver(delivery.ForAll);
        return Akka.NotUsed.Instance;
    }

    public Task<ObservablesActor.Observed> Count(Delivery delivery) => Ask<ObservablesActor.Observed>(
        Observables, new ObservablesActor.Observe(delivery.ForObservables, delivery.Ticket), $"the observables to count a block of {delivery.ForWriter.Shard}");

    /// <summary>Makes the last checkpoint, of all that both sinks have seen, and shows watchers the last frames.</summary>
    public async Task Finish()
    {
        ObservablesActor.Saved saved = await Ask<ObservablesActor.Saved>(Observables, new ObservablesActor.Save(), "the state of the observables");
        await Ask<TrajectoryWriterActor.Finished>(Writer, new TrajectoryWriterActor.Finish(saved.State), "the trajectory writer to make the last checkpoint");
        await Lossless.LastShown;
        await Ask<LiveHubActor.LastShown>(Live, new LiveHubActor.ShowLast(), "the live hub to show the last frames");
    }

    private async Task<T> Ask<T>(IActorRef actor, object message, string what)
    {
        Task<T> answer = actor.Ask<T>(message, Timeout.InfiniteTimeSpan);
        while (true)
        {
            try
            {
                return await answer.WaitAsync(Limit);
            }
            catch (TimeoutException) when (!answer.IsFaulted)
            {
                if (!answer.IsCompleted && !Room.Within(Limit))
                    throw new TimeoutException($"Waited {Limit.TotalSeconds:0.#} s for {what}.");
            }
        }
    }
}

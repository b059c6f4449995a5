using Akka.Actor;

namespace LatentSim.Actors;

/// <summary>Adds every block to the run's statistics. A failure is answered with <see cref="Status.Failure"/> and ends the run.</summary>
public sealed class ObservablesActor : ReceiveActor
{
    private readonly IRunObservables observables;
    private readonly CheckpointCosts costs;
    private readonly LiveObservables live;

    /// <summary>See <see cref="Props"/>.</summary>
    public ObservablesActor(IRunObservables observables, CheckpointCosts costs, LiveObservables live)
    {
        this.observables = observables;
        this.costs = costs;
        this.live = live;
        Receive<Observe>(Count);
        Receive<Save>(_ => Answer(() => new Saved(State())));
    }

    /// <summary>How to make the actor.</summary>
    /// <param name="observables">The statistics.</param>
    /// <param name="costs">Told what their states cost.</param>
    /// <param name="live">Those who watch them grow.</param>
    public static Props Props(IRunObservables observables, CheckpointCosts costs, LiveObservables live) =>
        Akka.Actor.Props.Create(() => new ObservablesActor(observables, costs, live));

    private void Count(Observe message)
    {
        try
        {
            using (message.Block)
                observables.Add(message.Block);
            message.Ticket?.Fulfil(State());
            if (live.IsDue())
                live.Take(observables.Save);
            Sender.Tell(new Observed());
        }
        catch (Exception cause)
        {
            message.Ticket?.Fail(cause);
            Sender.Tell(new Status.Failure(cause));
        }
    }

    private byte[] State()
    {
        long start = TimeProvider.System.GetTimestamp();
        byte[] state = observables.Save();
        costs.Saved(TimeProvider.System.GetElapsedTime(start));
        return state;
    }

    private void Answer(Func<object> answer)
    {
        try
        {
            Sender.Tell(answer());
        }
        catch (Exception cause)
        {
            Sender.Tell(new Status.Failure(cause));
        }
    }

    /// <summary>Asks to count a block, and to hand in the state after it if it comes with a ticket; answered by <see cref="Observed"/>.</summary>
    public sealed record Observe(ShardBlock Block, CheckpointTicket? Ticket);

    /// <summary>A block has been counted.</summary>
    public sealed record Observed;

    /// <summary>Asks for the state of the statistics; answered by <see cref="Saved"/>.</summary>
    public sealed record Save;

    /// <summary>The state of the statistics.</summary>
    public sealed record Saved(byte[] State);
}

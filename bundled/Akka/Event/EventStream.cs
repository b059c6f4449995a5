using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Event;

/// <summary>A system's bulletin board: actors subscribe to types, and see what is published of these and derived types.</summary>
public class EventStream
{
    private ImmutableHashSet<(IActorRef Subscriber, Type Channel)> _subscriptions = [];

    internal EventStream()
    {
    }

    /// <summary>Subscribes an actor to a type.</summary>
    /// <returns>Whether this is a new subscription.</returns>
    public virtual bool Subscribe(IActorRef subscriber, Type channel) =>
        ImmutableInterlocked.Update(ref _subscriptions, set => set.Add((subscriber, channel)));

    /// <summary>Takes one subscription back.</summary>
    /// <returns>Whether there was one.</returns>
    public virtual bool Unsubscribe(IActorRef subscriber, Type channel) =>
        ImmutableInterlocked.Update(ref _subscriptions, set => set.Remove((subscriber, channel)));

    /// <summary>Takes all of an actor's subscriptions back.</summary>
    /// <returns>Whether there was one.</returns>
    public virtual bool Unsubscribe(IActorRef subscriber) =>
        ImmutableInterlocked.Update(ref _subscriptions, set => set.Except(set.Where(s => s.Subscriber.Equals(subscriber))));

    /// <summary>Sends <paramref name="event"/> once to each subscriber of its type or a base of it.</summary>
    public void Publish(object @event)
    {
        foreach (var subscriber in _subscriptions.Where(s => s.Channel.IsInstanceOfType(@event)).Select(s => s.Subscriber).Distinct())
            subscriber.Tell(@event, ActorRefs.NoSender);
    }
}

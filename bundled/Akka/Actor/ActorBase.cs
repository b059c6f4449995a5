using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>An actor: it owns its state, and handles one message at a time.</summary>
public abstract class ActorBase
{
    private SupervisorStrategy? _supervision;

    /// <summary>Called by the library only; actors come from <see cref="IActorRefFactory.ActorOf"/>.</summary>
    /// <exception cref="ActorInitializationException">The actor is made with <c>new</c>.</exception>
    protected ActorBase()
    {
        if (ActorCell.Current is not { } cell)
            throw new ActorInitializationException($"{GetType()}: you cannot create an instance of an actor with new; use ActorOf with Props.");
        cell.Become(Receive);
    }

    /// <summary>The surroundings of the actor whose turn it is.</summary>
    /// <exception cref="NotSupportedException">No actor's turn runs on this thread.</exception>
    protected static IActorContext Context => CurrentCell;

    /// <summary>The actor's own reference. Only on its turn.</summary>
    protected IActorRef Self => Context.Self;

    /// <summary>Who sent the message being processed; dead letters where nobody did.</summary>
    protected IActorRef Sender => Context.Sender;

    /// <summary>Handles no message.</summary>
    protected static Receive EmptyReceive => _ => false;

    internal SupervisorStrategy Supervision => _supervision ??= SupervisorStrategy();

    private protected static ActorCell CurrentCell => ActorCell.Current
        ?? throw new NotSupportedException("There is no active ActorContext, this is most likely due to use of async operations from within this actor.");

    /// <summary>Wraps <see cref="PreStart"/>.</summary>
    public virtual void AroundPreStart() => PreStart();

    /// <summary>Wraps <see cref="PreRestart"/>.</summary>
    public virtual void AroundPreRestart(Exception cause, object? message) => PreRestart(cause, message!);

    /// <summary>Wraps <see cref="PostRestart"/>.</summary>
    public virtual void AroundPostRestart(Exception cause, object? message) => PostRestart(cause);

    /// <summary>Wraps <see cref="PostStop"/>.</summary>
    public virtual void AroundPostStop() => PostStop();

    internal void Process(Receive receive, object message) => AroundReceive(receive, message);

    /// <summary>Wraps the handling of each message.</summary>
    protected virtual bool AroundReceive(Receive receive, object message)
    {
        var handled = receive(message);
        if (!handled)
            Unhandled(message);
        return handled;
    }

    /// <summary>Handles a message; false says that it does not know it.</summary>
    protected abstract bool Receive(object message);

    /// <summary>Called before the first message.</summary>
    protected virtual void PreStart()
    {
    }

    /// <summary>Called on the failed actor before a new one takes its place. Stops all children, then calls <see cref="PostStop"/>.</summary>
    /// <param name="reason">Why it failed.</param>
    /// <param name="message">The message that it was processing; may be null.</param>
    protected virtual void PreRestart(Exception reason, object message)
    {
        foreach (var child in Context.GetChildren())
        {
            Context.Unwatch(child);
            Context.Stop(child);
        }
        PostStop();
    }

    /// <summary>Called on the new actor that takes a failed one's place. Calls <see cref="PreStart"/>.</summary>
    protected virtual void PostRestart(Exception reason) => PreStart();

    /// <summary>Called after the last message.</summary>
    protected virtual void PostStop()
    {
    }

    /// <summary>How failures of children are dealt with.</summary>
    protected virtual SupervisorStrategy SupervisorStrategy() => Actor.SupervisorStrategy.DefaultStrategy;

    /// <summary>Called for a message that the actor does not know; publishes <see cref="Event.UnhandledMessage"/>.</summary>
    /// <exception cref="DeathPactException">It is <see cref="Terminated"/>: who watches must handle it.</exception>
    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated)
            throw new DeathPactException(terminated.ActorRef);
        Context.System.EventStream.Publish(new Event.UnhandledMessage(message, Sender, Self));
    }

    /// <summary>Replaces the way in which messages are handled.</summary>
    protected void Become(Receive receive) => Context.Become(receive);

    /// <summary>Replaces the way in which messages are handled, until <see cref="UnbecomeStacked"/>.</summary>
    protected void BecomeStacked(Receive receive) => Context.BecomeStacked(receive);

    /// <summary>Goes back to what was before the last <see cref="BecomeStacked"/>.</summary>
    protected void UnbecomeStacked() => Context.UnbecomeStacked();

    /// <summary>Has <see cref="ReceiveTimeout"/> sent after each <paramref name="timeout"/> without a message; null stops that.</summary>
    protected void SetReceiveTimeout(TimeSpan? timeout) => Context.SetReceiveTimeout(timeout);
}

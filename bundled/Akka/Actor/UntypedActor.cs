using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>An actor that handles all messages in one method.</summary>
public abstract class UntypedActor : ActorBase
{
    /// <summary>The surroundings of the actor whose turn it is.</summary>
    protected static new IUntypedActorContext Context => CurrentCell;

    /// <inheritdoc/>
    protected sealed override bool Receive(object message)
    {
        OnReceive(message);
        return true;
    }

    /// <summary>Handles a message.</summary>
    protected abstract void OnReceive(object message);

    /// <summary>Replaces the way in which messages are handled.</summary>
    protected void Become(UntypedReceive receive) => Context.Become(receive);

    /// <summary>Replaces the way in which messages are handled, until <see cref="ActorBase.UnbecomeStacked"/>.</summary>
    protected void BecomeStacked(UntypedReceive receive) => Context.BecomeStacked(receive);

    /// <summary>Runs asynchronous work as part of the present message: the next one waits until it is done.</summary>
    protected void RunTask(Func<Task> action) => ActorTaskScheduler.Start(CurrentCell, action);
}

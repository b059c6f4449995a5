namespace Akka.Actor.Internal;

/// <summary>A message of the actor machinery. It goes ahead of user messages and is processed even while those are suspended.</summary>
internal abstract class SystemMessage
{
    public abstract void Handle(ActorCell cell);
}

internal sealed class Create : SystemMessage
{
    public override void Handle(ActorCell cell) => cell.CreateActor();
}

internal sealed class Suspend : SystemMessage
{
    public override void Handle(ActorCell cell) => cell.SuspendAll();
}

internal sealed class Resume : SystemMessage
{
    public override void Handle(ActorCell cell) => cell.ResumeAll();
}

internal sealed class Recreate(Exception cause) : SystemMessage
{
    public override void Handle(ActorCell cell) => cell.Recreate(cause);
}

internal sealed class Terminate : SystemMessage
{
    public override void Handle(ActorCell cell) => cell.Terminate();
}

internal sealed class Failed(ActorCell child, Exception cause) : SystemMessage
{
    public override void Handle(ActorCell cell) => cell.HandleChildFailure(child, cause);
}

internal sealed class Watch(IInternalActorRef watcher) : SystemMessage
{
    public IInternalActorRef Watcher { get; } = watcher;

    public override void Handle(ActorCell cell) => cell.DeathWatch.AddWatcher(Watcher);
}

internal sealed class Unwatch(IInternalActorRef watcher) : SystemMessage
{
    public override void Handle(ActorCell cell) => cell.DeathWatch.RemoveWatcher(watcher);
}

internal sealed class DeathWatchNotification(IActorRef actor, bool existenceConfirmed) : SystemMessage
{
    public IActorRef Actor { get; } = actor;

    public bool ExistenceConfirmed { get; } = existenceConfirmed;

    public override void Handle(ActorCell cell) => cell.HandleTerminated(Actor, ExistenceConfirmed);
}

/// <summary>Runs one piece of an asynchronous handler on the actor's turn.</summary>
internal sealed class RunHandlerPart(ActorTaskScheduler scheduler, Task part, Envelope current) : SystemMessage
{
    public override void Handle(ActorCell cell) => cell.RunAs(current, () => scheduler.Run(part));
}

/// <summary>An asynchronous handler has finished.</summary>
internal sealed class HandlerFinished(Envelope current, Exception? failure) : SystemMessage
{
    public override void Handle(ActorCell cell) => cell.FinishAsyncHandler(current, failure);
}

namespace Akka.Actor.Internal;

/// <summary>The reference to an actor of this process.</summary>
internal sealed class LocalActorRef(ActorCell cell, ActorPath path) : ActorRefBase, IInternalActorRef
{
    public override ActorPath Path => path;

    public ActorSystemImpl System => cell.SystemImpl;

    public ActorCell Cell => cell;

    ActorSystemImpl? IInternalActorRef.System => cell.SystemImpl;

    public void SendSystemMessage(SystemMessage message)
    {
        if (!cell.Mailbox.Post(message))
            DeathWatch.AnswerForTheDead(this, message, existenceConfirmed: true);
    }

    protected override void TellInternal(object message, IActorRef? sender) => cell.SendMessage(message, sender);
}

using Akka.Event;

namespace Akka.Actor.Internal;

/// <summary>Where messages go that reach nobody.</summary>
internal sealed class DeadLetterActorRef(ActorSystemImpl system, ActorPath path) : ActorRefBase, IInternalActorRef
{
    public override ActorPath Path => path;

    ActorSystemImpl? IInternalActorRef.System => system;

    /// <summary>Publishes a message that did not reach <paramref name="recipient"/>.</summary>
    public void Add(object message, IActorRef? sender, IActorRef recipient)
    {
        if (message is IDeadLetterSuppression)
            return;
        system.EventStream.Publish(message as AllDeadLetters ?? new DeadLetter(message, sender ?? this, recipient));
    }

    public void SendSystemMessage(SystemMessage message) => DeathWatch.AnswerForTheDead(this, message, existenceConfirmed: false);

    protected override void TellInternal(object message, IActorRef? sender) => Add(message, sender, this);
}

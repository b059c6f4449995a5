using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Streams.Implementation;

/// <summary>A reference under which a stage receives messages.</summary>
internal sealed class StageActorRef(ActorSystemImpl system, Action<object> receive) : ActorRefBase, IInternalActorRef
{
    public override ActorPath Path { get; } = system.TemporaryPath();

    ActorSystemImpl? IInternalActorRef.System => system;

    public void SendSystemMessage(SystemMessage message)
    {
        if (message is DeathWatchNotification stopped)
            receive(new Terminated(stopped.Actor, stopped.ExistenceConfirmed, addressTerminated: false));
    }

    protected override void TellInternal(object message, IActorRef? sender) => receive(message);
}

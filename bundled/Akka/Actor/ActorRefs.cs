using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>References that stand for no actor.</summary>
public static class ActorRefs
{
    /// <summary>The actor that does not exist: what is sent to it is gone.</summary>
    public static readonly Nobody Nobody = Nobody.Instance;

    /// <summary>No sender.</summary>
    public static readonly IActorRef? NoSender;
}

/// <summary>The actor that does not exist.</summary>
public sealed class Nobody : ActorRefBase, IInternalActorRef
{
    /// <summary>The only instance.</summary>
    public static readonly Nobody Instance = new();

    private readonly ActorPath _path = new ChildActorPath(new RootActorPath("all-systems"), "Nobody", 0);

    private Nobody()
    {
    }

    /// <inheritdoc/>
    public override ActorPath Path => _path;

    ActorSystemImpl? IInternalActorRef.System => null;

    void IInternalActorRef.SendSystemMessage(SystemMessage message) => DeathWatch.AnswerForTheDead(this, message, existenceConfirmed: false);

    /// <inheritdoc/>
    protected override void TellInternal(object message, IActorRef? sender)
    {
    }
}

/// <summary>Questions to a reference.</summary>
public static class ActorRefExtensions
{
    /// <summary>Whether the reference is null or <see cref="Nobody"/>.</summary>
    public static bool IsNobody(this IActorRef? actorRef) => actorRef is null or Nobody;
}

/// <summary>Sends with the running actor as sender.</summary>
public static class ActorRefImplicitSenderExtensions
{
    /// <summary>Sends <paramref name="message"/> from the running actor, or from nobody outside of one.</summary>
    public static void Tell(this IActorRef receiver, object message) => receiver.Tell(message, ActorCell.Current?.Self);

    /// <summary>Sends <paramref name="message"/> on, keeping its original sender.</summary>
    public static void Forward(this IActorRef receiver, object message) => receiver.Tell(message, ActorCell.Current?.Sender);
}

/// <summary>Shorthand for making actors.</summary>
public static class ActorRefFactoryExtensions
{
    /// <summary>Makes an actor that has a constructor without parameters.</summary>
    public static IActorRef ActorOf<TActor>(this IActorRefFactory factory, string? name = null)
        where TActor : ActorBase, new() =>
        factory.ActorOf(Props.Create<TActor>(), name);
}

using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Something that a message can be sent to.</summary>
public interface ICanTell
{
    /// <summary>Sends <paramref name="message"/> and returns at once. Messages of one sender to one receiver keep their order.</summary>
    /// <exception cref="InvalidMessageException"><paramref name="message"/> is null.</exception>
    void Tell(object message, IActorRef? sender);
}

/// <summary>A handle to an actor: all that the outside knows of it.</summary>
public interface IActorRef : ICanTell, IEquatable<IActorRef>, IComparable<IActorRef>, IComparable
{
    /// <summary>Where the actor stands in the tree of actors.</summary>
    ActorPath Path { get; }
}

/// <summary>What can make actors: the system and each actor's context.</summary>
public interface IActorRefFactory
{
    /// <summary>Makes a child actor; a name is given to it where <paramref name="name"/> is null.</summary>
    /// <exception cref="InvalidActorNameException">The name is malformed or taken.</exception>
    IActorRef ActorOf(Props props, string? name = null);
}

/// <summary>What can be told of an actor's end.</summary>
public interface ICanWatch
{
    /// <summary>Asks for <see cref="Terminated"/> when <paramref name="subject"/> has stopped.</summary>
    IActorRef Watch(IActorRef subject);

    /// <summary>Asks for <paramref name="message"/> when <paramref name="subject"/> has stopped.</summary>
    IActorRef WatchWith(IActorRef subject, object message);

    /// <summary>Takes back an earlier Watch: no Terminated of <paramref name="subject"/> arrives after this.</summary>
    IActorRef Unwatch(IActorRef subject);
}

/// <summary>A reference to an actor of this process.</summary>
internal interface IInternalActorRef : IActorRef
{
    /// <summary>The system that the actor belongs to; null for <see cref="Nobody"/>.</summary>
    ActorSystemImpl? System { get; }

    /// <summary>Delivers a message of the actor machinery, ahead of user messages.</summary>
    void SendSystemMessage(SystemMessage message);
}

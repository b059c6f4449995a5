using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Actor;

/// <summary>A tree of actors and what they share. Dispose or terminate it.</summary>
public abstract class ActorSystem : IActorRefFactory, IDisposable
{
    private protected ActorSystem()
    {
    }

    /// <summary>The system's name.</summary>
    public abstract string Name { get; }

    /// <summary>Where messages go that reach nobody; they are published as <see cref="DeadLetter"/>.</summary>
    public abstract IActorRef DeadLetters { get; }

    /// <summary>The system's bulletin board.</summary>
    public abstract EventStream EventStream { get; }

    /// <summary>Sends messages later.</summary>
    public abstract IScheduler Scheduler { get; }

    /// <summary>Done when all actors have stopped.</summary>
    public abstract Task WhenTerminated { get; }

    /// <summary>Starts a system.</summary>
    /// <exception cref="ArgumentException">The name is not letters, digits, - and _, starting with a letter or digit.</exception>
    public static ActorSystem Create(string name) => new ActorSystemImpl(name);

    /// <inheritdoc/>
    public abstract IActorRef ActorOf(Props props, string? name = null);

    /// <summary>Stops an actor after the message that it is processing.</summary>
    public abstract void Stop(IActorRef actor);

    /// <summary>Stops all actors, children before parents.</summary>
    /// <returns><see cref="WhenTerminated"/>.</returns>
    public abstract Task Terminate();

    /// <summary>Has <paramref name="code"/> called after the last actor has stopped.</summary>
    public abstract void RegisterOnTermination(Action code);

    /// <summary>Stops all actors and waits for that.</summary>
    public void Dispose()
    {
        Terminate().Wait();
        GC.SuppressFinalize(this);
    }
}

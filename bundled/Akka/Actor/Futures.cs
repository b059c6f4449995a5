using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Questions: a message whose answer is a task.</summary>
public static class Futures
{
    /// <summary>Asks, and waits for any answer.</summary>
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout = null) => self.Ask<object>(message, timeout);

    /// <summary>Asks, and waits for any answer.</summary>
    public static Task<object> Ask(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<object>(message, null, cancellationToken);

    /// <summary>Asks, and waits for any answer.</summary>
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<object>(message, timeout, cancellationToken);

    /// <summary>Asks, and waits for an answer of type <typeparamref name="T"/>.</summary>
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<T>(message, timeout, CancellationToken.None);

    /// <summary>Asks, and waits for an answer of type <typeparamref name="T"/>.</summary>
    public static Task<T> Ask<T>(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<T>(message, null, cancellationToken);

    /// <summary>
    /// Asks, and waits for an answer of type <typeparamref name="T"/>. The task fails with <see cref="AskTimeoutException"/> when none
    /// comes in time, with the cause of a <see cref="Status.Failure"/>, and with <see cref="ArgumentException"/> for another type.
    /// </summary>
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<T>(_ => message, timeout, cancellationToken);

    /// <summary>Asks with a message that names where the answer goes.</summary>
    /// <exception cref="ArgumentException">Nothing can be asked of <paramref name="self"/>.</exception>
    public static Task<T> Ask<T>(this ICanTell self, Func<IActorRef, object> messageFactory, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var system = (self as IInternalActorRef)?.System ?? ActorCell.Current?.SystemImpl
            ?? throw new ArgumentException("Unable to resolve the target Provider", nameof(self));
        var answer = new FutureActorRef<T>(system, timeout, cancellationToken);
        self.Tell(messageFactory(answer), answer);
        return answer.Result;
    }
}

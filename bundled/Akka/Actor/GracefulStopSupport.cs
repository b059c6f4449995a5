using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Stops an actor and waits for its end.</summary>
public static class GracefulStopSupport
{
    /// <summary>Sends <see cref="PoisonPill"/>; whether the actor has stopped within <paramref name="timeout"/>.</summary>
    public static Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout) => target.GracefulStop(timeout, PoisonPill.Instance);

    /// <summary>Sends <paramref name="stopMessage"/>; whether the actor has stopped within <paramref name="timeout"/>.</summary>
    public static async Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout, object stopMessage)
    {
        if (target is not IInternalActorRef { System: { } system } watched)
            throw new InvalidOperationException($"{target} cannot be death-watched");
        var end = new FutureActorRef<Terminated>(system, timeout, CancellationToken.None);
        watched.SendSystemMessage(new Watch(end));
        target.Tell(stopMessage, ActorRefs.NoSender);
        try
        {
            var terminated = await end.Result.ConfigureAwait(false);
            return terminated.ActorRef.Path.Equals(target.Path);
        }
        catch (AskTimeoutException)
        {
            return false;
        }
        finally
        {
            watched.SendSystemMessage(new Unwatch(end));
        }
    }
}

namespace Akka.Actor.Internal;

/// <summary>Sends <see cref="ReceiveTimeout"/> to an actor that hears nothing for a while.</summary>
internal sealed class ActorReceiveTimeout : IDisposable
{
    private readonly Timer _timer;

    public ActorReceiveTimeout(IActorRef self, TimeSpan timeout)
    {
        Timeout = timeout;
        _timer = new Timer(_ => self.Tell(ReceiveTimeout.Instance, self), null, timeout, global::System.Threading.Timeout.InfiniteTimeSpan);
    }

    public TimeSpan Timeout { get; }

    public void Restart() => _timer.Change(Timeout, global::System.Threading.Timeout.InfiniteTimeSpan);

    public void Dispose() => _timer.Dispose();
}

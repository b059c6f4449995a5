namespace Akka.Actor.Internal;

/// <summary>Where the answer to an Ask arrives.</summary>
/// <typeparam name="T">Type of the answer.</typeparam>
internal sealed class FutureActorRef<T> : ActorRefBase, IInternalActorRef
{
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ActorSystemImpl _system;
    private readonly Timer? _timer;
    private readonly CancellationTokenRegistration _cancellation;

    public FutureActorRef(ActorSystemImpl system, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        _system = system;
        Path = system.TemporaryPath();
        if (timeout is { } limit && limit > TimeSpan.Zero)
            _timer = new Timer(_ => Expire(limit), null, limit, Timeout.InfiniteTimeSpan);
        if (cancellationToken.CanBeCanceled)
            _cancellation = cancellationToken.Register(() => Settle(_result.TrySetCanceled(cancellationToken)));
    }

    public override ActorPath Path { get; }

    public Task<T> Result => _result.Task;

    ActorSystemImpl? IInternalActorRef.System => _system;

    public void SendSystemMessage(SystemMessage message)
    {
        if (message is DeathWatchNotification stopped)
            Tell(new Terminated(stopped.Actor, stopped.ExistenceConfirmed, addressTerminated: false), stopped.Actor);
        else
            DeathWatch.AnswerForTheDead(this, message, existenceConfirmed: true);
    }

    protected override void TellInternal(object message, IActorRef? sender)
    {
        var handled = message switch
        {
            T answer => _result.TrySetResult(answer),
            Status.Failure failure => _result.TrySetException(
                failure.Cause ?? new TaskCanceledException("Task cancelled by actor via Failure message.")),
            _ => Refuse(message),
        };
        Settle(true);
        if (!handled && !_result.Task.IsCanceled)
            _system.DeadLettersRef.Add(message, sender, this);
    }

    private bool Refuse(object message)
    {
        _result.TrySetException(new ArgumentException(
            $"Received message of type [{message.GetType()}] - Ask expected message of type [{typeof(T)}]"));
        return false;
    }

    private void Expire(TimeSpan limit) =>
        Settle(_result.TrySetException(new AskTimeoutException($"Timeout after {limit.TotalSeconds:F2} seconds")));

    private void Settle(bool settled)
    {
        if (!settled)
            return;
        _timer?.Dispose();
        _cancellation.Unregister();
    }
}

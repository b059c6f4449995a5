using Akka.Util;

namespace Akka.Streams.Implementation;

/// <summary>Gives out what an enumerator gives, and disposes it however the stream ends.</summary>
internal sealed class EnumeratorLogic<T>(SourceShape<T> shape, Func<IEnumerator<T>> factory) : SourceLogic<T>(shape)
{
    private IEnumerator<T>? _enumerator;

    public override void PreStart() => _enumerator = factory();

    public override void OnPull()
    {
        if (_enumerator!.MoveNext())
            Push(Out, _enumerator.Current);
        else
            CompleteStage();
    }

    public override void PostStop() => _enumerator?.Dispose();
}

/// <summary>Gives out one element.</summary>
internal sealed class SingleLogic<T>(SourceShape<T> shape, T element) : SourceLogic<T>(shape)
{
    public override void OnPull()
    {
        Push(Out, element);
        CompleteStage();
    }
}

/// <summary>Completes at once.</summary>
internal sealed class EmptyLogic<T>(SourceShape<T> shape) : SourceLogic<T>(shape)
{
    public override void PreStart() => CompleteStage();

    public override void OnPull() => CompleteStage();
}

/// <summary>Gives out nothing, and does not complete.</summary>
internal sealed class NeverLogic<T>(SourceShape<T> shape) : SourceLogic<T>(shape)
{
    public override void OnPull()
    {
    }
}

/// <summary>Fails at once.</summary>
internal sealed class FailedLogic<T>(SourceShape<T> shape, Exception cause) : SourceLogic<T>(shape)
{
    public override void PreStart() => FailStage(cause);

    public override void OnPull()
    {
    }
}

/// <summary>Gives out what a function makes of a state, which it changes.</summary>
internal sealed class UnfoldLogic<TState, TElement>(
    SourceShape<TElement> shape, TState state, Func<TState, Option<(TState State, TElement Element)>> unfold) : SourceLogic<TElement>(shape)
{
    private TState _state = state;

    public override void OnPull()
    {
        var next = unfold(_state);
        if (!next.HasValue)
        {
            CompleteStage();
            return;
        }
        _state = next.Value.State;
        Push(Out, next.Value.Element);
    }
}

/// <summary>Gives out what an asynchronous function makes of a state, which it changes.</summary>
internal sealed class UnfoldAsyncLogic<TState, TElement>(
    SourceShape<TElement> shape, TState state, Func<TState, Task<Option<(TState State, TElement Element)>>> unfold) : SourceLogic<TElement>(shape)
{
    private TState _state = state;
    private Action<Task<Option<(TState State, TElement Element)>>> _continue = null!;

    public override void PreStart() => _continue = GetAsyncCallback<Task<Option<(TState State, TElement Element)>>>(Continue);

    public override void OnPull()
    {
        var next = unfold(_state);
        if (next.IsCompleted)
            Continue(next);
        else
            next.ContinueWith(_continue, TaskContinuationOptions.ExecuteSynchronously);
    }

    private void Continue(Task<Option<(TState State, TElement Element)>> next)
    {
        if (!next.IsCompletedSuccessfully)
        {
            FailStage(next.FailureOrCancellation());
            return;
        }
        if (!next.Result.HasValue)
        {
            CompleteStage();
            return;
        }
        _state = next.Result.Value.State;
        Push(Out, next.Result.Value.Element);
    }
}

/// <summary>Gives out the result of a task.</summary>
internal sealed class TaskLogic<T>(SourceShape<T> shape, Task<T> task) : SourceLogic<T>(shape)
{
    public override void OnPull()
    {
        if (task.IsCompleted)
            Finish(task);
        else
            task.ContinueWith(GetAsyncCallback<Task<T>>(Finish), TaskContinuationOptions.ExecuteSynchronously);
    }

    private void Finish(Task<T> finished)
    {
        if (!finished.IsCompletedSuccessfully)
        {
            FailStage(finished.FailureOrCancellation());
            return;
        }
        Push(Out, finished.Result);
        CompleteStage();
    }
}

/// <summary>Gives an element out at intervals; a tick that finds no demand is lost.</summary>
internal sealed class TickLogic<T>(SourceShape<T> shape, TimeSpan initialDelay, TimeSpan interval, T tick, Actor.ICancelable cancelable)
    : SourceLogic<T>(shape)
{
    private Actor.Cancelable? _timer;
    private CancellationTokenRegistration _cancellation;

    public override void PreStart()
    {
        var scheduler = ((ActorMaterializer)Materializer).System.Scheduler;
        _timer = new Actor.Cancelable(scheduler);
        scheduler.Advanced.ScheduleRepeatedly(initialDelay, interval, GetAsyncCallback(Tick), _timer);
        _cancellation = cancelable.Token.Register(GetAsyncCallback(CompleteStage));
    }

    public override void OnPull()
    {
    }

    public override void PostStop()
    {
        _timer?.Cancel();
        _cancellation.Unregister();
    }

    private void Tick()
    {
        if (IsAvailable(Out))
            Push(Out, tick);
    }
}

internal static class TaskOutcome
{
    /// <summary>Why a task did not succeed: the aggregate that it holds, as it is, or its cancellation.</summary>
    public static Exception FailureOrCancellation(this Task task) => (Exception?)task.Exception ?? new TaskCanceledException(task);
}

namespace Akka.Streams.Implementation;

/// <summary>Maps elements asynchronously, a bounded number at a time, and gives the results out in the order of the elements.</summary>
internal sealed class SelectAsyncLogic<TIn, TOut>(FlowShape<TIn, TOut> shape, int parallelism, Func<TIn, Task<TOut>> mapper)
    : FlowLogic<TIn, TOut>(shape)
{
    private readonly Queue<Task<TOut>> _tasks = new(parallelism);
    private Action<Task<TOut>> _completed = null!;

    public override void PreStart() => _completed = GetAsyncCallback<Task<TOut>>(OnCompleted);

    public override void OnPush()
    {
        var task = mapper(Grab(In));
        _tasks.Enqueue(task);
        if (task.IsCompleted)
            OnCompleted(task);
        else
            task.ContinueWith(_completed, TaskContinuationOptions.ExecuteSynchronously);
        PullIfRoom();
    }

    public override void OnPull()
    {
        Deliver();
        PullIfRoom();
    }

    public override void OnUpstreamFinish()
    {
        if (_tasks.Count == 0)
            CompleteStage();
    }

    private void OnCompleted(Task<TOut> task)
    {
        if (!task.IsCompletedSuccessfully)
            FailStage(task.FailureOrCancellation());
        else if (IsAvailable(Out))
            OnPull();
    }

    private void Deliver()
    {
        if (_tasks.TryPeek(out var oldest) && oldest.IsCompleted)
        {
            if (!oldest.IsCompletedSuccessfully)
            {
                FailStage(oldest.FailureOrCancellation());
                return;
            }
            _tasks.Dequeue();
            Push(Out, oldest.Result);
        }
        if (_tasks.Count == 0 && IsClosed(In))
            CompleteStage();
    }

    private void PullIfRoom()
    {
        if (_tasks.Count < parallelism && !HasBeenPulled(In))
            TryPull(In);
    }
}

/// <summary>Maps elements asynchronously, a bounded number at a time, and gives the results out as they come.</summary>
internal sealed class SelectAsyncUnorderedLogic<TIn, TOut>(FlowShape<TIn, TOut> shape, int parallelism, Func<TIn, Task<TOut>> mapper)
    : FlowLogic<TIn, TOut>(shape)
{
    private readonly Queue<TOut> _results = new(parallelism);
    private Action<Task<TOut>> _completed = null!;
    private int _inFlight;

    private int Todo => _inFlight + _results.Count;

    public override void PreStart() => _completed = GetAsyncCallback<Task<TOut>>(OnCompleted);

    public override void OnPush()
    {
        var task = mapper(Grab(In));
        _inFlight++;
        if (task.IsCompleted)
            OnCompleted(task);
        else
            task.ContinueWith(_completed, TaskContinuationOptions.ExecuteSynchronously);
        PullIfRoom();
    }

    public override void OnPull()
    {
        Deliver();
        PullIfRoom();
    }

    public override void OnUpstreamFinish()
    {
        if (Todo == 0)
            CompleteStage();
    }

    private void OnCompleted(Task<TOut> task)
    {
        _inFlight--;
        if (!task.IsCompletedSuccessfully)
        {
            FailStage(task.FailureOrCancellation());
            return;
        }
        _results.Enqueue(task.Result);
        if (IsAvailable(Out))
            OnPull();
    }

    private void Deliver()
    {
        if (_results.TryDequeue(out var result))
            Push(Out, result);
        if (Todo == 0 && IsClosed(In))
            CompleteStage();
    }

    private void PullIfRoom()
    {
        if (Todo < parallelism && !HasBeenPulled(In))
            TryPull(In);
    }
}

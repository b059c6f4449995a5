using Akka.Pattern;

namespace Akka.Streams.Implementation;

/// <summary>Gives out what is offered to it from outside.</summary>
internal sealed class QueueLogic<T>(SourceShape<T> shape, int size, OverflowStrategy strategy) : SourceLogic<T>(shape)
{
    private readonly QueueGate _gate = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly BoundedBuffer<T> _buffer = new(size);
    private Offer? _waiting;
    private bool _completing;

    public Task Ended => _ended.Task;

    /// <summary>From any thread.</summary>
    public Task<IQueueOfferResult> OfferAsync(T element)
    {
        var offer = new Offer(element);
        if (!_gate.Enter(new QueueInput(() => Accept(offer), offer.Detach)))
            offer.Detach();
        return offer.Result;
    }

    /// <summary>From any thread.</summary>
    public void BeginComplete() => _gate.Enter(new QueueInput(Complete, () => { }));

    /// <summary>From any thread.</summary>
    public void BeginFail(Exception failure) => _gate.Enter(new QueueInput(() => End(failure), () => { }));

    public override void PreStart() => _gate.Open(work => Interpreter.Post(this, work));

    public override void OnPull()
    {
        if (!_buffer.IsEmpty)
        {
            Push(Out, _buffer.Dequeue());
            AdmitWaiting();
        }
        else if (_waiting is { } direct)
        {
            _waiting = null;
            Push(Out, direct.Element);
            direct.Settle(QueueOfferResult.Enqueued.Instance);
        }
        CompleteWhenEmpty();
    }

    public override void OnDownstreamFinish(Exception cause)
    {
        _waiting?.Settle(QueueOfferResult.QueueClosed.Instance);
        _waiting = null;
        _ended.TrySetResult();
        CompleteStage();
    }

    public override void PostStop()
    {
        _waiting?.Detach();
        _ended.TrySetException(new StreamDetachedException());
        _gate.Close();
    }

    private void Accept(Offer offer)
    {
        if (_buffer.IsEmpty && IsAvailable(Out))
        {
            Push(Out, offer.Element);
            offer.Settle(QueueOfferResult.Enqueued.Instance);
        }
        else if (!_buffer.IsFull)
        {
            _buffer.Enqueue(offer.Element);
            offer.Settle(QueueOfferResult.Enqueued.Instance);
        }
        else
        {
            Overflow(offer);
        }
    }

    private void Overflow(Offer offer)
    {
        if (strategy == OverflowStrategy.Fail)
        {
            var failure = new BufferOverflowException($"Buffer overflow (max capacity was: {size})!");
            offer.Settle(new QueueOfferResult.Failure(failure));
            End(failure);
        }
        else if (strategy == OverflowStrategy.Backpressure)
        {
            Wait(offer);
        }
        else if (size == 0)
        {
            WaitDropping(offer);
        }
        else
        {
            var taken = _buffer.EnqueueDropping(offer.Element, strategy);
            offer.Settle(taken ? QueueOfferResult.Enqueued.Instance : QueueOfferResult.Dropped.Instance);
        }
    }

    private void Wait(Offer offer)
    {
        if (_waiting is null)
            _waiting = offer;
        else
            offer.Refuse(new IllegalStateException("You have to wait for previous offer to be resolved to send another request."));
    }

    private void WaitDropping(Offer offer)
    {
        if (_waiting is not null && strategy is OverflowStrategy.DropTail or OverflowStrategy.DropNew)
        {
            offer.Settle(QueueOfferResult.Dropped.Instance);
            return;
        }
        _waiting?.Settle(QueueOfferResult.Dropped.Instance);
        _waiting = offer;
    }

    private void AdmitWaiting()
    {
        if (_waiting is not { } offer)
            return;
        _waiting = null;
        _buffer.Enqueue(offer.Element);
        offer.Settle(QueueOfferResult.Enqueued.Instance);
    }

    private void Complete()
    {
        _completing = true;
        CompleteWhenEmpty();
    }

    private void CompleteWhenEmpty()
    {
        if (!_completing || !_buffer.IsEmpty || _waiting is not null)
            return;
        _ended.TrySetResult();
        CompleteStage();
    }

    private void End(Exception failure)
    {
        _ended.TrySetException(failure);
        FailStage(failure);
    }

    private sealed class Offer(T element)
    {
        private readonly TaskCompletionSource<IQueueOfferResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public T Element => element;

        public Task<IQueueOfferResult> Result => _result.Task;

        public void Settle(IQueueOfferResult result) => _result.TrySetResult(result);

        public void Refuse(Exception failure) => _result.TrySetException(failure);

        public void Detach() => _result.TrySetException(new StreamDetachedException());
    }
}

/// <summary>What a queue is told from outside, and what to do where its stream has ended.</summary>
internal sealed record QueueInput(Action Work, Action Detach);

/// <summary>
/// Where inputs wait until the stage runs, and are refused when it has ended. None is lost between: each is done or detached.
/// </summary>
internal sealed class QueueGate
{
    private readonly object _lock = new();
    private readonly Queue<QueueInput> _inputs = new();
    private Action<Action>? _post;
    private bool _closed;

    /// <summary>Hands an input in; false where the stream has ended.</summary>
    public bool Enter(QueueInput input)
    {
        lock (_lock)
        {
            if (_closed)
                return false;
            _inputs.Enqueue(input);
            _post?.Invoke(DoOne);
            return true;
        }
    }

    public void Open(Action<Action> post)
    {
        lock (_lock)
        {
            _post = post;
            foreach (var _ in _inputs)
                post(DoOne);
        }
    }

    public void Close()
    {
        lock (_lock)
            _closed = true;
        while (_inputs.TryDequeue(out var input))
            input.Detach();
    }

    private void DoOne()
    {
        QueueInput? input;
        lock (_lock)
            _inputs.TryDequeue(out input);
        input?.Work();
    }
}

/// <summary>The entrance of a queue source.</summary>
internal sealed class SourceQueue<T>(QueueLogic<T> logic) : ISourceQueueWithComplete<T>
{
    public Task<IQueueOfferResult> OfferAsync(T element) => logic.OfferAsync(element);

    public Task WatchCompletionAsync() => logic.Ended;

    public void Complete() => logic.BeginComplete();

    public void Fail(Exception ex) => logic.BeginFail(ex);
}

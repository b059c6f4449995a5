namespace Akka.Streams.Implementation;

/// <summary>Passes all on.</summary>
internal sealed class IdentityLogic<T>(FlowShape<T, T> shape) : FlowLogic<T, T>(shape)
{
    public override void OnPush() => Push(Out, Grab(In));
}

/// <summary>Maps each element.</summary>
internal sealed class SelectLogic<TIn, TOut>(FlowShape<TIn, TOut> shape, Func<TIn, TOut> mapper) : FlowLogic<TIn, TOut>(shape)
{
    public override void OnPush() => Push(Out, mapper(Grab(In)));
}

/// <summary>Passes on what a predicate accepts.</summary>
internal sealed class WhereLogic<T>(FlowShape<T, T> shape, Predicate<T> predicate) : FlowLogic<T, T>(shape)
{
    public override void OnPush()
    {
        var element = Grab(In);
        if (predicate(element))
            Push(Out, element);
        else
            Pull(In);
    }
}

/// <summary>Passes on the first elements, and cancels as soon as the last of them has come.</summary>
internal sealed class TakeLogic<T>(FlowShape<T, T> shape, long count) : FlowLogic<T, T>(shape)
{
    private long _left = count;

    public override void PreStart()
    {
        if (_left <= 0)
            CompleteStage();
    }

    public override void OnPush()
    {
        Push(Out, Grab(In));
        if (--_left == 0)
            CompleteStage();
    }
}

/// <summary>Passes elements on until a predicate refuses one.</summary>
internal sealed class TakeWhileLogic<T>(FlowShape<T, T> shape, Predicate<T> predicate, bool inclusive) : FlowLogic<T, T>(shape)
{
    public override void OnPush()
    {
        var element = Grab(In);
        var goesOn = predicate(element);
        if (goesOn || inclusive)
            Push(Out, element);
        if (!goesOn)
            CompleteStage();
    }
}

/// <summary>Drops the first elements.</summary>
internal sealed class SkipLogic<T>(FlowShape<T, T> shape, long count) : FlowLogic<T, T>(shape)
{
    private long _left = count;

    public override void OnPush()
    {
        var element = Grab(In);
        if (_left <= 0)
        {
            Push(Out, element);
            return;
        }
        _left--;
        Pull(In);
    }
}

/// <summary>Collects elements in groups; the last may be smaller.</summary>
internal sealed class GroupedLogic<T>(FlowShape<T, IEnumerable<T>> shape, int size) : FlowLogic<T, IEnumerable<T>>(shape)
{
    private List<T> _group = new(size);

    public override void OnPush()
    {
        _group.Add(Grab(In));
        if (_group.Count < size)
            Pull(In);
        else
            PushGroup();
    }

    public override void OnUpstreamFinish()
    {
        if (_group.Count > 0)
            PushGroup();
        CompleteStage();
    }

    private void PushGroup()
    {
        var full = _group;
        _group = new List<T>(size);
        Push(Out, full);
    }
}

/// <summary>Gives out all that each element is mapped to.</summary>
internal sealed class SelectManyLogic<TIn, TOut>(FlowShape<TIn, TOut> shape, Func<TIn, IEnumerable<TOut>> mapper) : FlowLogic<TIn, TOut>(shape)
{
    private IEnumerator<TOut>? _current;
    private bool _hasNext;

    public override void OnPush()
    {
        _current = mapper(Grab(In)).GetEnumerator();
        Advance();
        Deliver();
    }

    public override void OnPull() => Deliver();

    public override void OnUpstreamFinish()
    {
        if (!_hasNext)
            CompleteStage();
    }

    public override void PostStop() => _current?.Dispose();

    private void Deliver()
    {
        if (_hasNext)
        {
            Push(Out, _current!.Current);
            Advance();
            if (!_hasNext && IsClosed(In))
                CompleteStage();
        }
        else if (IsClosed(In))
        {
            CompleteStage();
        }
        else
        {
            Pull(In);
        }
    }

    private void Advance()
    {
        _hasNext = _current!.MoveNext();
        if (_hasNext)
            return;
        _current.Dispose();
        _current = null;
    }
}

/// <summary>Gives out the state and what it becomes with each element.</summary>
internal sealed class ScanLogic<TIn, TOut>(FlowShape<TIn, TOut> shape, TOut zero, Func<TOut, TIn, TOut> scan) : FlowLogic<TIn, TOut>(shape)
{
    private TOut _state = zero;
    private bool _gaveZero;

    public override void OnPull()
    {
        if (_gaveZero)
        {
            Pull(In);
            return;
        }
        GiveZero();
        if (IsClosed(In))
            CompleteStage();
    }

    public override void OnPush()
    {
        _state = scan(_state, Grab(In));
        Push(Out, _state);
    }

    public override void OnUpstreamFinish()
    {
        if (_gaveZero)
            CompleteStage();
    }

    private void GiveZero()
    {
        _gaveZero = true;
        Push(Out, _state);
    }
}

/// <summary>While downstream is busy, makes one element of all that come.</summary>
internal sealed class ConflateLogic<TIn, TSeed>(FlowShape<TIn, TSeed> shape, Func<TIn, TSeed> seed, Func<TSeed, TIn, TSeed> aggregate)
    : FlowLogic<TIn, TSeed>(shape)
{
    private TSeed _pending = default!;
    private bool _hasPending;

    public override void PreStart() => Pull(In);

    public override void OnPush()
    {
        var element = Grab(In);
        _pending = _hasPending ? aggregate(_pending, element) : seed(element);
        _hasPending = true;
        if (IsAvailable(Out))
            Deliver();
        Pull(In);
    }

    public override void OnPull()
    {
        if (_hasPending)
            Deliver();
        if (IsClosed(In) && !_hasPending)
            CompleteStage();
    }

    public override void OnUpstreamFinish()
    {
        if (!_hasPending)
            CompleteStage();
    }

    private void Deliver()
    {
        var ready = _pending;
        _hasPending = false;
        _pending = default!;
        Push(Out, ready);
    }
}

/// <summary>In place of a failure, gives a last element.</summary>
internal sealed class RecoverLogic<T>(FlowShape<T, T> shape, Func<Exception, Util.Option<T>> recover) : FlowLogic<T, T>(shape)
{
    private Util.Option<T> _recovered;

    public override void OnPush() => Push(Out, Grab(In));

    public override void OnPull()
    {
        if (_recovered.HasValue)
        {
            Push(Out, _recovered.Value);
            CompleteStage();
        }
        else
        {
            Pull(In);
        }
    }

    public override void OnUpstreamFailure(Exception e)
    {
        _recovered = recover(e);
        if (!_recovered.HasValue)
            FailStage(e);
        else if (IsAvailable(Out))
            OnPull();
    }
}

/// <summary>Maps failures.</summary>
internal sealed class SelectErrorLogic<T>(FlowShape<T, T> shape, Func<Exception, Exception> selector) : FlowLogic<T, T>(shape)
{
    public override void OnPush() => Push(Out, Grab(In));

    public override void OnUpstreamFailure(Exception e) => FailStage(selector(e));
}

/// <summary>Passes all on, and tells of the end.</summary>
internal sealed class WatchTerminationLogic<T>(FlowShape<T, T> shape) : FlowLogic<T, T>(shape)
{
    private readonly TaskCompletionSource<Done> _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Done> Finished => _finished.Task;

    public override void OnPush() => Push(Out, Grab(In));

    public override void OnUpstreamFinish()
    {
        _finished.TrySetResult(Done.Instance);
        CompleteStage();
    }

    public override void OnUpstreamFailure(Exception e)
    {
        _finished.TrySetException(e);
        FailStage(e);
    }

    public override void OnDownstreamFinish(Exception cause)
    {
        if (cause is SubscriptionWithCancelException.NonFailureCancellation)
            _finished.TrySetResult(Done.Instance);
        else
            _finished.TrySetException(cause);
        CancelStage(cause);
    }

    public override void PostStop() => _finished.TrySetException(new AbruptStageTerminationException(this));
}

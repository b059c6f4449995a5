using System.Collections.Immutable;
using Akka.Actor;
using Akka.Streams.Stage;

namespace Akka.Streams.Implementation;

/// <summary>Drops all.</summary>
internal sealed class IgnoreLogic<T>(SinkShape<T> shape) : TaskSinkLogic<T, Done>(shape)
{
    protected override void Take(T element)
    {
    }

    protected override void Finish() => Succeed(Done.Instance);
}

/// <summary>Collects all.</summary>
internal sealed class SeqLogic<T>(SinkShape<T> shape) : TaskSinkLogic<T, IImmutableList<T>>(shape)
{
    private readonly ImmutableList<T>.Builder _elements = ImmutableList.CreateBuilder<T>();

    protected override void Take(T element) => _elements.Add(element);

    protected override void Finish() => Succeed(_elements.ToImmutable());
}

/// <summary>Folds all into one value.</summary>
internal sealed class AggregateLogic<T, TResult>(SinkShape<T> shape, TResult zero, Func<TResult, T, TResult> aggregate)
    : TaskSinkLogic<T, TResult>(shape)
{
    private TResult _state = zero;

    protected override void Take(T element)
    {
        try
        {
            _state = aggregate(_state, element);
        }
        catch (Exception failure)
        {
            Refuse(failure);
            throw;
        }
    }

    protected override void Finish() => Succeed(_state);
}

/// <summary>Waits for the first element, then cancels.</summary>
internal sealed class FirstLogic<T>(SinkShape<T> shape, bool orDefault) : TaskSinkLogic<T, T>(shape)
{
    protected override void Take(T element)
    {
        Succeed(element);
        CompleteStage();
    }

    protected override void Finish()
    {
        if (orDefault)
            Succeed(default!);
        else
            Refuse(new NoSuchElementException("First of empty stream"));
    }
}

/// <summary>Keeps the last element.</summary>
internal sealed class LastLogic<T>(SinkShape<T> shape, bool orDefault) : TaskSinkLogic<T, T>(shape)
{
    private T _last = default!;
    private bool _any;

    protected override void Take(T element) => (_last, _any) = (element, true);

    protected override void Finish()
    {
        if (_any || orDefault)
            Succeed(_last);
        else
            Refuse(new NoSuchElementException("Last of empty stream"));
    }
}

/// <summary>Cancels at once.</summary>
internal sealed class CancelledLogic<T> : InGraphStageLogic
{
    public CancelledLogic(SinkShape<T> shape)
        : base(shape) => SetHandler(shape.Inlet, this);

    public override void PreStart() => CompleteStage();

    public override void OnPush()
    {
    }
}

/// <summary>Sends each element to an actor when it has acknowledged the one before.</summary>
internal sealed class ActorRefWithAckLogic<T> : InGraphStageLogic
{
    private readonly SinkShape<T> _shape;
    private readonly IActorRef _target;
    private readonly (object Init, object Ack, object Complete) _messages;
    private readonly Func<Exception, object> _onFailure;
    private IActorRef _self = ActorRefs.Nobody;
    private Queue<T> _pending = new();
    private bool _ready;
    private bool _ended;

    public ActorRefWithAckLogic(
        SinkShape<T> shape, IActorRef target, (object Init, object Ack, object Complete) messages, Func<Exception, object>? onFailure)
        : base(shape)
    {
        _shape = shape;
        _target = target;
        _messages = messages;
        _onFailure = onFailure ?? (failure => new Status.Failure(failure));
        SetHandler(shape.Inlet, this);
    }

    public override void PreStart()
    {
        SetKeepGoing(true);
        var system = (Actor.Internal.ActorSystemImpl)((ActorMaterializer)Materializer).System;
        _self = new StageActorRef(system, GetAsyncCallback<object>(OnMessage));
        ((IInternalActorRef)_target).SendSystemMessage(new Actor.Internal.Watch((StageActorRef)_self));
        _target.Tell(_messages.Init, _self);
        Pull(_shape.Inlet);
    }

    public override void OnPush()
    {
        _pending.Enqueue(Grab(_shape.Inlet));
        SendNext();
    }

    public override void OnUpstreamFinish()
    {
        _ended = true;
        FinishWhenSent();
    }

    public override void OnUpstreamFailure(Exception e)
    {
        _target.Tell(_onFailure(e), _self);
        _ended = true;
        _pending = new Queue<T>();
        CompleteStage();
    }

    public override void PostStop()
    {
        if (!_ended)
            _target.Tell(_onFailure(new AbruptStageTerminationException(this)), ActorRefs.NoSender);
    }

    private void OnMessage(object message)
    {
        if (message is Terminated)
        {
            _ended = true;
            CompleteStage();
        }
        else if (Equals(message, _messages.Ack))
        {
            _ready = true;
            SendNext();
            FinishWhenSent();
        }
    }

    private void SendNext()
    {
        if (!_ready || !_pending.TryDequeue(out var element))
            return;
        _ready = false;
        _target.Tell(element!, _self);
        TryPull(_shape.Inlet);
    }

    private void FinishWhenSent()
    {
        if (!_ended || _pending.Count > 0)
            return;
        _target.Tell(_messages.Complete, _self);
        CompleteStage();
    }
}

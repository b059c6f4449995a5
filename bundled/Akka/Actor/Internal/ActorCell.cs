using System.Runtime.ExceptionServices;

namespace Akka.Actor.Internal;

/// <summary>
/// What an actor reference stands for: the mailbox, the present incarnation of the actor, its children, its watchers.
/// All but <see cref="SendMessage"/> and <see cref="ActorOf"/> runs on the actor's own turn.
/// </summary>
internal partial class ActorCell : IUntypedActorContext
{
    [ThreadStatic]
    private static ActorCell? _current;

    private readonly Stack<Receive> _behaviors = new();
    private ActorBase? _actor;
    private ActorReceiveTimeout? _receiveTimeout;
    private bool _terminating;
    private bool _terminated;

    public ActorCell(ActorSystemImpl system, Props props, IInternalActorRef parent, ActorPath path)
    {
        SystemImpl = system;
        Props = props;
        ParentRef = parent;
        Self = new LocalActorRef(this, path);
        Mailbox = new Mailbox(this);
        DeathWatch = new DeathWatch(this);
        Stash = new ActorStash(this);
    }

    /// <summary>The cell whose turn runs on this thread.</summary>
    public static ActorCell? Current
    {
        get => _current;
        set => _current = value;
    }

    public ActorSystemImpl SystemImpl { get; }

    public Props Props { get; }

    public LocalActorRef Self { get; }

    public IInternalActorRef ParentRef { get; }

    public Mailbox Mailbox { get; }

    public DeathWatch DeathWatch { get; }

    public Children Children { get; } = new();

    public ActorStash Stash { get; }

    public Envelope CurrentEnvelope { get; private set; }

    public IActorRef Sender => CurrentEnvelope.Sender ?? SystemImpl.DeadLetters;

    public ActorSystem System => SystemImpl;

    public IActorRef Parent => ParentRef;

    public TimeSpan? ReceiveTimeout => _receiveTimeout?.Timeout;

    IActorRef IActorContext.Self => Self;

    /// <summary>Queues a message from any thread.</summary>
    public virtual void SendMessage(object message, IActorRef? sender)
    {
        if (!Mailbox.Post(new Envelope(message, sender)))
            SystemImpl.DeadLettersRef.Add(message, sender, Self);
    }

    /// <summary>Lets the actor come to life.</summary>
    public virtual void Start() => Mailbox.Post(new Create());

    public IActorRef ActorOf(Props props, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(props);
        var cell = Children.Add(name, Self, given => SystemImpl.NewCell(props, Self, Self.Path, given));
        cell.Start();
        return cell.Self;
    }

    public IActorRef Child(string name) => Children.Find(name)?.Child.Self ?? (IActorRef)ActorRefs.Nobody;

    public IEnumerable<IActorRef> GetChildren() => Children.All().Select(stats => (IActorRef)stats.Child.Self);

    public IActorRef Watch(IActorRef subject)
    {
        DeathWatch.Watch(subject, null);
        return subject;
    }

    public IActorRef WatchWith(IActorRef subject, object message)
    {
        DeathWatch.Watch(subject, message);
        return subject;
    }

    public IActorRef Unwatch(IActorRef subject)
    {
        DeathWatch.Unwatch(subject);
        return subject;
    }

    public void Stop(IActorRef child)
    {
        if (child is not LocalActorRef local)
            return;
        Children.MarkDying(local.Cell);
        local.SendSystemMessage(new Terminate());
    }

    public void SetReceiveTimeout(TimeSpan? timeout)
    {
        _receiveTimeout?.Dispose();
        _receiveTimeout = timeout is { } given && given > TimeSpan.Zero ? new ActorReceiveTimeout(Self, given) : null;
    }

    public void Become(Receive receive)
    {
        if (_behaviors.Count > 0)
            _behaviors.Pop();
        _behaviors.Push(receive);
    }

    public void BecomeStacked(Receive receive) => _behaviors.Push(receive);

    public void UnbecomeStacked()
    {
        if (_behaviors.Count > 1)
            _behaviors.Pop();
    }

    public void Become(UntypedReceive receive) => Become(Handling(receive));

    public void BecomeStacked(UntypedReceive receive) => BecomeStacked(Handling(receive));

    /// <summary>Processes one user message.</summary>
    public void Invoke(in Envelope envelope)
    {
        try
        {
            CurrentEnvelope = envelope;
            Deliver(envelope.Message);
            if (!_terminated && envelope.Message is not INotInfluenceReceiveTimeout)
                _receiveTimeout?.Restart();
        }
        catch (Exception failure)
        {
            Fail(failure, perpetrator: null);
        }
    }

    /// <summary>Processes one system message.</summary>
    public void Invoke(SystemMessage message)
    {
        try
        {
            message.Handle(this);
        }
        catch (Exception failure)
        {
            Fail(failure, perpetrator: null);
        }
    }

    /// <summary>Runs a piece of work as part of processing <paramref name="envelope"/>.</summary>
    public void RunAs(Envelope envelope, Action work)
    {
        var before = CurrentEnvelope;
        CurrentEnvelope = envelope;
        work();
        CurrentEnvelope = before;
    }

    /// <summary>Goes on to the next message, or fails as the asynchronous handler did.</summary>
    public void FinishAsyncHandler(Envelope envelope, Exception? failure)
    {
        Mailbox.Resume();
        if (failure is null)
        {
            _receiveTimeout?.Restart();
            return;
        }
        CurrentEnvelope = envelope;
        ExceptionDispatchInfo.Throw(failure);
    }

    private static Receive Handling(UntypedReceive receive) => message =>
    {
        receive(message);
        return true;
    };

    private void Deliver(object message)
    {
        switch (message)
        {
            case PoisonPill:
                Stop(Self);
                break;
            case Kill:
                throw new ActorKilledException("Kill");
            case Terminated terminated:
                if (DeathWatch.TakeAnnounced(terminated) is { } announced)
                    Handle(announced);
                break;
            default:
                Handle(message);
                break;
        }
    }

    private void Handle(object message) => _actor!.Process(_behaviors.Peek(), message);
}
